'use client';
import Link from 'next/link';
import { lazy, Suspense, useState } from 'react';
import { useBlock, useFromDesk } from '@/components/diagnostics/run-desk-provider';
import { NoteText } from '@/components/incidents/notes/note-text';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { Time } from '@/components/ui/time';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';
import type { StepView } from '@/domain/procedures/schema';
import { useProcedure } from './procedure-context';

const StepDialog = lazy(() => import('./step-dialog'));

const STATE_WORDS = { pending: '', done: '✓ done', failed: '■ failed', skipped: '↷ skipped' } as const;
const TONES = { pending: '', done: 'text-ok', failed: 'text-fail', skipped: 'text-ink-3' } as const;

/** Who did this step, when, with which evidence; and what can be done when it is its turn. Nothing outside an incident. */
export default function StepControls({ id, gateTitle }: { id: string; gateTitle: string }) {
  const desk = useProcedure();
  const step = desk?.current?.steps.find((known) => known.id === id);
  if (!desk?.current || !step) return null;
  return (
    <div className="mt-2 grid gap-1 text-base">
      {step.state !== 'pending' && <Outcome step={step} />}
      {desk.mayCarryOut && desk.current.next === id && <Turn procedure={desk.current.id} step={step} gateTitle={gateTitle} />}
    </div>
  );
}

function Outcome({ step }: { step: StepView }) {
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-2">
        <span className={`font-medium ${TONES[step.state]}`}>{STATE_WORDS[step.state]}</span>
        <span>
          {step.doneBy} {step.doneAt && <Time at={step.doneAt} form="clock" />}
        </span>
        {step.run && (
          <Link href={`/runs/${step.run}`} className="link">
            evidence: {step.verdict ?? 'run'}
          </Link>
        )}
      </p>
      {step.evidence && <NoteText body={step.evidence} />}
    </div>
  );
}

type Asking = 'done' | 'fail' | 'skip';

function Turn({ procedure, step, gateTitle }: { procedure: string; step: StepView; gateTitle: string }) {
  const desk = useProcedure();
  const [asking, setAsking] = useState<Asking>();
  if (!desk) return null;
  const close = () => {
    setAsking(undefined);
    desk.refresh();
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {step.gate ? (
        <GateButton step={step} gate={step.gate} title={gateTitle} asking={desk.asking} press={() => desk.finish(step.id, '')} />
      ) : (
        <>
          <Button
            size="sm"
            look="primary"
            aria-label={`Done: ${step.title}`}
            onClick={() => setAsking('done')}
            data-command={`Done: ${step.title}`}
          >
            Done
          </Button>
          <Button size="sm" aria-label={`Did not work: ${step.title}`} onClick={() => setAsking('fail')}>
            Did not work
          </Button>
        </>
      )}
      <Button size="sm" look="quiet" aria-label={`Skip: ${step.title}`} onClick={() => setAsking('skip')}>
        Skip
      </Button>
      <FormError message={desk.refusal?.step === step.id ? desk.refusal.message : undefined} />
      {asking && (
        <Suspense>
          <StepDialog procedure={procedure} step={step} asking={asking} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}

type GateButtonProps = { step: StepView; gate: string; title: string; asking: boolean; press: () => void };

/** The newest run of the gate's diagnostic decides; until there is one, and after one that failed, it says what to do. */
function GateButton({ step, gate, title, asking, press }: GateButtonProps) {
  const { latest } = useBlock(gate);
  const canRun = useFromDesk((desk) => desk.settings.offers.some(({ id, isTargetKnown }) => id === gate && isTargetKnown));
  const next = canRun ? `run “${title}” ${latest ? 'again' : 'first'}` : `“${title}” cannot run as it stands`;
  const isAnswered = step.state === 'failed' && step.run === latest?.id;
  return (
    <>
      <Button
        size="sm"
        look="primary"
        pending={asking}
        aria-label={`Pass the gate: ${step.title}`}
        onClick={press}
        data-command={`Pass the gate: ${step.title}`}
      >
        Pass the gate
      </Button>
      <span className="inline-flex items-baseline gap-1.5 text-sm text-ink-2">
        {latest && <VerdictMark word={verdictWord(latest.state, latest.verdict)} />}
        {(!latest || isAnswered) && (isAnswered || !canRun ? `${next}, or skip the step with a reason` : next)}
      </span>
    </>
  );
}
