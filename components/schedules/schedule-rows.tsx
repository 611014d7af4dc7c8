import Link from 'next/link';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { Time } from '@/components/ui/time';
import { VerdictMark } from '@/components/ui/verdict-mark';
import type { ScheduleView } from '@/domain/diagnostics/schedules/schema';
import { paceWords } from './pace-words';

/** One line a schedule: what it asks where, how often, and what it comes to since when. */
export function ScheduleRows({ schedules, label }: { schedules: ScheduleView[]; label: string }) {
  return (
    <ul data-list aria-label={label} className="border-t border-line">
      {schedules.map((schedule) => (
        <ScheduleRow key={schedule.id} schedule={schedule} />
      ))}
    </ul>
  );
}

function ScheduleRow({ schedule }: { schedule: ScheduleView }) {
  const { id, title, runbook, target, environment, word, wordSince, inputs } = schedule;
  return (
    <li className="relative grid gap-x-6 gap-y-1 border-b border-line py-2.5 focus-within:bg-ink/4 hover:bg-ink/4 sm:grid-cols-[minmax(0,1fr)_12rem_12rem]">
      <div className="min-w-0">
        <Link data-item href={`/schedules/${id}`} className="font-medium after:absolute after:inset-0">
          {title}
        </Link>
        <p className="flex flex-wrap gap-x-3 text-sm text-ink-3">
          <span>{runbook}</span>
          <span>{target}</span>
          <EnvironmentMark environment={environment} />
          {Object.entries(inputs).map(([name, value]) => (
            <span key={name} className="font-mono">
              {name} = {String(value)}
            </span>
          ))}
        </p>
      </div>
      <div className="text-sm">
        <p>{paceWords(schedule)}</p>
        <p className="text-ink-3">
          <NextTick schedule={schedule} />
        </p>
      </div>
      <p className="flex items-baseline gap-2 text-sm text-ink-3">
        {word ? <VerdictMark word={word} /> : 'no result yet'}
        {wordSince && (
          <span>
            since <Time at={wordSince} />
          </span>
        )}
      </p>
    </li>
  );
}

/** When it runs next, or why it does not. */
export function NextTick({ schedule: { state, nextAt, changedBy, pauseReason } }: { schedule: ScheduleView }) {
  if (state === 'ended') return <>ended by {changedBy}</>;
  if (state === 'paused')
    return (
      <span className="font-medium text-warn">
        paused by {changedBy}: {pauseReason}
      </span>
    );
  return nextAt ? (
    <>
      next <Time at={nextAt} />
    </>
  ) : null;
}
