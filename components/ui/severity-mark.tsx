import type { Severity } from '@/prisma/generated/enums';
import { cx } from './cx';

const tones = { P0: 'text-p0', P1: 'text-p1', P2: 'text-p2', P3: 'text-p3' } satisfies Record<Severity, string>;
const bars = { P0: 4, P1: 3, P2: 2, P3: 1 } satisfies Record<Severity, number>;

/** P0 to P3: a meter with four bars to one, the word, and a colour. */
export function SeverityMark({ severity, className }: { severity: Severity; className?: string }) {
  return (
    <span className={cx('inline-flex items-center gap-1.5 font-mono font-semibold whitespace-nowrap', tones[severity], className)}>
      <svg aria-hidden="true" viewBox="0 0 14 12" className="h-[0.8em] w-[0.95em]" fill="currentColor">
        {[0, 1, 2, 3].map((bar) => (
          <rect key={bar} x={bar * 3.7} y={9 - bar * 3} width="2.6" height={3 + bar * 3} opacity={bar < bars[severity] ? 1 : 0.22} />
        ))}
      </svg>
      {severity}
    </span>
  );
}
