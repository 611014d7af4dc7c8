import type { RehearsalView } from '@/domain/diagnostics/rehearsal/schema';

/** How many diagnostics are not rehearsed, by reason. */
export function LeftOut({ leftOut }: { leftOut: RehearsalView['leftOut'] }) {
  if (leftOut.length === 0) return <p className="text-ink-2">None.</p>;
  return (
    <ul className="grid gap-1 text-ink-2">
      {leftOut.map(({ why, blocks }) => (
        <li key={why} className="flex gap-3">
          <span className="w-8 shrink-0 text-right tabular-nums">{blocks}</span>
          {why}
        </li>
      ))}
    </ul>
  );
}
