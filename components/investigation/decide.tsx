'use client';
import { type FormEvent, useState } from 'react';
import { decideHypothesis } from '@/actions/investigation';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { HypothesisView } from '@/domain/investigation/schema';

type Outcome = 'confirmed' | 'refuted';
const OUTCOMES = [
  { outcome: 'confirmed', does: 'Confirm' },
  { outcome: 'refuted', does: 'Refute' },
] as const;

type DecideProps = { hypothesis: HypothesisView; onChanged: () => void };

/** What the run proposes is one press; anything else asks why. */
export function Decide({ hypothesis: { id, statement, run, proposed }, onChanged }: DecideProps) {
  const decide = useAction(decideHypothesis, ['reason']);
  const [asking, setAsking] = useState<Outcome>();
  const ended = run && run.state !== 'queued' && run.state !== 'running' ? run : null;
  const send = async (outcome: Outcome, reason?: string) => {
    if (await decide.run({ hypothesis: id, outcome, ...(ended ? { run: ended.id } : {}), ...(reason ? { reason } : {}) })) onChanged();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (asking) send(asking, String(new FormData(event.currentTarget).get('reason')).trim());
  };
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        {proposed && (
          <span role="status" className="font-medium">
            The run says: {proposed}
          </span>
        )}
        {ended && !proposed && <span className="text-ink-2">The run does not say; look at it, then decide.</span>}
        {OUTCOMES.map(({ outcome, does }) => (
          <Button
            key={outcome}
            aria-label={`${does}: ${statement}`}
            size="sm"
            look={proposed === outcome ? 'primary' : 'quiet'}
            pending={decide.pending}
            aria-expanded={proposed === outcome ? undefined : asking === outcome}
            onClick={() => (proposed === outcome ? send(outcome) : setAsking(asking === outcome ? undefined : outcome))}
          >
            {does}
          </Button>
        ))}
        <FormError message={decide.message} />
      </div>
      {asking && (
        <form onSubmit={submit} className="flex max-w-[60ch] items-end gap-2">
          <Field label={`Why ${asking}`} error={decide.fieldError('reason')} className="grow">
            {(control) => <Input {...control} name="reason" maxLength={2_000} required autoFocus />}
          </Field>
          <Button type="submit" pending={decide.pending}>
            Decide
          </Button>
        </form>
      )}
    </div>
  );
}
