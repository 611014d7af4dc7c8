import { VerdictMark } from '@/components/ui/verdict-mark';
import type { Concern } from '@/domain/diagnostics/kinds/concern';

/** What the kind itself found wrong, the worst first. */
export function Problems({ problems }: { problems: unknown }) {
  const found = Array.isArray(problems) ? (problems as Concern[]) : [];
  if (found.length === 0) return null;
  const worstFirst = [...found].sort((a, b) => Number(a.severity === 'warn') - Number(b.severity === 'warn'));
  return (
    <ul aria-label="Problems" className="grid gap-1 text-sm">
      {worstFirst.map(({ code, message, severity }) => (
        <li key={`${code} ${message}`} className="flex items-baseline gap-2">
          <VerdictMark word={severity} />
          <span className="min-w-0 break-words">{message}</span>
        </li>
      ))}
    </ul>
  );
}
