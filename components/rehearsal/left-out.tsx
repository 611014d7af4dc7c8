import type { RehearsalView } from '@/domain/diagnostics/rehearsal/schema';

/** How many diagnostics are not rehearsed, by reason. */
export function LeftOut({ leftOut }: { leftOut: RehearsalView['leftOut'] }) {
  if (leftOut.length === 0) return <p className="text-ink-2">None.</p>;
  return (
    <ul className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-ink-2">
      {leftOut.map(({ why, blocks }) => (
        <li key={why} className="col-span-full grid grid-cols-subgrid">
          <span className="text-right tabular-nums">{blocks}</span>
          {why}
        </li>
      ))}
    </ul>
  );
}
