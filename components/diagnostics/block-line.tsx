'use client';
import Link from 'next/link';
import { paceWords } from '@/components/schedules/pace-words';
import { ScheduleButton } from '@/components/schedules/schedule-button';
import { Button } from '@/components/ui/button';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { Kbd } from '@/components/ui/kbd';
import { Time } from '@/components/ui/time';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';
import type { RunView } from '@/domain/diagnostics/schema';
import type { Offer } from './run-desk';
import { useBlock, useDesk, useFromDesk } from './run-desk-provider';
import { loadRunViews, mayPress } from './use-run';

const EFFECTS = { read: null, mutating: 'changes', destructive: 'destructive' } as const;

/** Title, kind, target and environment; what it last came to; Run. */
export function BlockLine({ offer, press }: { offer: Offer; press: () => void }) {
  const { latest, shown, asking } = useBlock(offer.id);
  const effect = EFFECTS[offer.effect];
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-md font-semibold text-balance">{offer.title}</p>
        <p className="flex flex-wrap gap-x-2 text-sm text-ink-3">
          <span className="font-mono">{offer.kind}</span>
          {offer.target !== offer.environment && <span>{offer.target}</span>}
          {offer.isTargetKnown ? <EnvironmentMark environment={offer.environment} /> : <span>not in targets.yaml yet</span>}
          {effect && <span className="font-semibold text-ink">{effect}</span>}
          <BySelf block={offer.id} />
        </p>
      </div>
      <div className="flex flex-1 items-center justify-end gap-3 sm:flex-none">
        {latest && latest.id !== shown?.id && !asking && <LastRun run={latest} />}
        <span aria-hidden="true" className="hidden group-focus-within/block:inline group-focus/block:inline">
          <Kbd>R</Kbd>
        </span>
        <ScheduleButton offer={offer} />
        <RunButton offer={offer} press={press} />
      </div>
    </div>
  );
}

/** How often it runs by itself, leading to its history. */
function BySelf({ block }: { block: string }) {
  const schedules = useDesk().settings.schedules.filter((schedule) => schedule.block === block);
  return schedules.map((schedule) => (
    <Link key={schedule.id} href={`/schedules/${schedule.id}`} className="link">
      {schedule.state === 'paused' ? 'schedule paused' : paceWords(schedule)}
    </Link>
  ));
}

function LastRun({ run }: { run: RunView }) {
  const desk = useDesk();
  return (
    <button
      type="button"
      title="Show the last run"
      onClick={() => desk.show(run.block, run)}
      className="mr-auto flex items-baseline gap-2 rounded-md px-1.5 py-1 text-sm text-ink-3 hover:bg-ink/8"
    >
      <span className="sr-only">Show the last run of {run.title}: </span>
      <VerdictMark word={verdictWord(run.state, run.verdict)} />
      <Time at={run.endedAt ?? run.queuedAt} />
      <span className="max-w-28 truncate max-sm:hidden">{run.requestedBy}</span>
    </button>
  );
}

const Spinner = () => (
  <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3 animate-[turn_1s_linear_infinite]">
    <path d="M6 1.5a4.5 4.5 0 1 1-4.5 4.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
  </svg>
);

function RunButton({ offer, press }: { offer: Offer; press: () => void }) {
  const { shown, asking } = useBlock(offer.id);
  const { rights } = useDesk().settings;
  const blocked = useFromDesk((desk) => desk.missing(offer.id).length > 0);
  const running = asking || (shown !== null && !shown.endedAt && shown.requestedBy === rights.name);
  const changes = offer.component === 'remediation';
  return (
    <Button
      look={changes ? 'plain' : 'primary'}
      aria-label={`Run ${changes ? 'remediation' : 'diagnostic'}: ${offer.title}`}
      pending={running}
      disabled={blocked || !offer.isTargetKnown || !mayPress(rights, offer.effect)}
      onClick={press}
      onPointerEnter={loadRunViews}
      onFocus={loadRunViews}
      className="min-w-20"
    >
      {running && <Spinner />}
      Run
    </Button>
  );
}
