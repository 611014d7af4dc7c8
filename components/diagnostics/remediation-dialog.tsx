'use client';
import { type FormEvent, type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { resolveRemediation } from '@/actions/diagnostics';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { RemediationView, RequestRun } from '@/domain/diagnostics/schema';
import { answered } from './answered';
import { Permission, type Permit } from './remediation-permission';
import { FactList } from './result-facts';
import type { Offer } from './run-desk';
import { useBlock, useDesk } from './run-desk-provider';
import { RunHeadline, RunResult } from './run-result';

type DialogProps = { offer: Offer; follows?: RequestRun['follows']; onClose: () => void };

/** Says what would change, where and with which values, before anything does. Default export, for lazy loading. */
export default function RemediationDialog({ offer, follows, onClose }: DialogProps) {
  const desk = useDesk();
  const [view, setView] = useState<RemediationView>();
  const [refused, setRefused] = useState<string>();
  const resolve = useEffectEvent(async () => {
    const answer = await answered(resolveRemediation(desk.request(offer)));
    if (answer.ok) return setView(answer.value);
    desk.refuse(offer.id, answer.error);
    setRefused(answer.error.message);
  });
  useEffect(() => void resolve(), []);
  return (
    <Dialog title={offer.title} onClose={onClose} wide>
      <div className="px-4 pt-2 pb-4">
        {view && <Confirmation offer={offer} view={view} follows={follows} onClose={onClose} />}
        {!view && !refused && <SkeletonRows rows={4} label="Resolving the parameters" />}
        {refused && (
          <div className="grid gap-3">
            <p role="alert">{refused}</p>
            <Button onClick={onClose} className="justify-self-start">
              Back to the runbook
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Confirmation({ offer, view, follows, onClose }: Omit<DialogProps, 'offer'> & { offer: Offer; view: RemediationView }) {
  const desk = useDesk();
  const { asking, error } = useBlock(offer.id);
  const [typed, setTyped] = useState('');
  const [permit, setPermit] = useState<Permit | null>(view.approvalNeeded ? null : {});
  const named = !view.typedConfirmation || typed.trim() === view.target;

  async function confirm(event: FormEvent) {
    event.preventDefault();
    if (!permit || !named || asking) return;
    const started = await desk.run(offer.id, { confirmation: { target: view.target }, ...permit, ...(follows ? { follows } : {}) });
    if (started) onClose();
  }
  return (
    <form onSubmit={confirm} className="grid gap-4">
      <p className="flex flex-wrap gap-x-3">
        <span className="font-semibold">
          {view.effect === 'destructive' ? 'Destroys: what it removes does not come back.' : 'Changes something.'}
        </span>
        <span>
          {view.target} <EnvironmentMark environment={view.environment} />
        </span>
      </p>
      <Part title="What runs">
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-56 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm whitespace-pre-wrap"
        >
          {view.statement}
        </pre>
      </Part>
      {view.parameters.length > 0 && (
        <Part title="With">
          <FactList facts={view.parameters.map(({ name, value }) => [name, String(value)])} />
        </Part>
      )}
      {view.preview && <Preview block={view.preview} />}
      {view.approvalNeeded && <Permission offer={offer} permit={permit} onPermit={setPermit} />}
      {view.typedConfirmation && (
        <Field label={`Type ${view.target} to confirm that you mean production`}>
          {(control) => (
            <Input {...control} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" spellCheck={false} />
          )}
        </Field>
      )}
      {view.undo && <p className="text-sm text-ink-3">Can be undone afterwards: {desk.offer(view.undo)?.title ?? view.undo}.</p>}
      {error && (
        <p role="alert" className="border-l-2 border-fail pl-3">
          {error.message}
        </p>
      )}
      <div className="sticky bottom-0 -mb-4 flex flex-wrap justify-end gap-2 bg-surface py-3">
        {(!permit || !named) && (
          <p className="mr-auto self-center text-sm text-ink-2">
            {permit ? `Type ${view.target} above to confirm.` : 'It needs a second person: see above.'}
          </p>
        )}
        <Button onClick={onClose}>Do nothing</Button>
        <Button type="submit" look="primary" disabled={!permit || !named} pending={asking}>
          {asking ? 'Starting' : 'Confirm and run'}
        </Button>
      </div>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-1">
      <h3 className="text-sm font-medium text-ink-3">{title}</h3>
      {children}
    </section>
  );
}

/** Runs the block that shows what would change, once, and what it said. */
function Preview({ block }: { block: string }) {
  const desk = useDesk();
  const { shown, error } = useBlock(block);
  const offer = desk.offer(block);
  const start = useEffectEvent(() => desk.run(block));
  useEffect(() => void start(), []);
  return (
    <Part title={`Before: ${offer?.title ?? block}`}>
      {shown ? (
        <>
          <p className="flex flex-wrap items-baseline gap-x-3">
            <RunHeadline run={shown} />
          </p>
          <RunResult run={shown} />
        </>
      ) : (
        <p className="text-sm text-ink-2">{error ? `The preview did not start. ${error.message}` : 'Looking at what would change'}</p>
      )}
    </Part>
  );
}
