import { Time } from '@/components/ui/time';
import { VerdictMark, type VerdictWord } from '@/components/ui/verdict-mark';
import type { RehearsalView } from '@/domain/diagnostics/rehearsal/schema';

const SHOWN = ['fail', 'errored', 'warn', 'ok'] as const satisfies readonly VerdictWord[];

/** What the last rehearsal came to, counted, the worst first. */
export function LastRehearsal({ last }: { last: RehearsalView['last'] }) {
  if (!last) return <p className="text-ink-2">There was none yet.</p>;
  const { startedAt, startedBy, endedAt, total, counts } = last;
  return (
    <div className="grid gap-1">
      <p>
        {total} {total === 1 ? 'diagnostic' : 'diagnostics'}, begun <Time at={startedAt} /> by {startedBy}
        {endedAt ? (
          <>
            , ended <Time at={endedAt} />
          </>
        ) : (
          `, ${counts.waiting} still to be run`
        )}
      </p>
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        {SHOWN.filter((word) => counts[word] > 0).map((word) => (
          <span key={word} className="inline-flex items-baseline gap-1.5">
            <VerdictMark word={word} /> {counts[word]}
          </span>
        ))}
        {counts.missing > 0 && <span className="text-ink-2">{counts.missing} not available here: a program or peer is missing</span>}
      </p>
    </div>
  );
}
