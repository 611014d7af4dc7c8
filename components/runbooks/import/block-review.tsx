import { Checkbox } from '@/components/ui/checkbox';
import { cx } from '@/components/ui/cx';
import type { ImportedBlock, Part } from '@/domain/runbooks/import/schema';

type Props = { block: ImportedBlock; asReference: ReadonlySet<string>; onToggle: (id: string) => void };

/** One code block of a guide: each of its pieces with what it becomes, and why. */
export function BlockReview({ block, asReference, onToggle }: Props) {
  return (
    <li className="grid gap-x-6 gap-y-2 border-b border-line py-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <p className="text-sm text-ink-3 wrap-anywhere">
        <span className="block font-mono">
          {block.line} {block.language || 'no language'}
        </span>
        {block.section}
      </p>
      <ul className="grid min-w-0 gap-3">
        {block.parts.map((part) => (
          <PartReview
            key={`${part.line} ${part.id ?? part.text}`}
            part={part}
            toRead={asReference.has(part.id ?? '')}
            onToggle={onToggle}
          />
        ))}
      </ul>
    </li>
  );
}

function PartReview({ part, toRead, onToggle }: { part: Part; toRead: boolean; onToggle: (id: string) => void }) {
  const { text, outcome, why, fix, rule, kind, effect, id, title } = part;
  const runs = outcome === 'runnable' && !toRead;
  const word = runs
    ? `${kind} · ${effect === 'read' ? 'reads only' : effect}`
    : outcome === 'trap'
      ? 'does not work as written'
      : 'to be read';
  return (
    <li className="min-w-0">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-60 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm">
        {text.replace(/^\s*\n/, '').trimEnd()}
      </pre>
      <p className="mt-1 max-w-[80ch] text-sm">
        <span
          className={cx(
            'font-medium',
            outcome === 'trap' && 'text-warn',
            runs && effect === 'read' && 'text-ok',
            runs && effect !== 'read' && 'text-fail',
          )}
        >
          {word}
        </span>{' '}
        <span className="text-ink-2">{why}</span>
        {fix && <span className="block text-ink-2">Fix: {fix}</span>}
        {rule && <span className="block font-mono text-ink-3">{rule}</span>}
      </p>
      {outcome === 'runnable' && id && (
        <Checkbox
          className="mt-1 text-sm"
          label={
            <>
              Only to be read<span className="sr-only">: {title}</span>
            </>
          }
          checked={toRead}
          onChange={() => onToggle(id)}
        />
      )}
    </li>
  );
}
