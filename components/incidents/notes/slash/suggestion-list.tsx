import { cx } from '@/components/ui/cx';
import type { Suggestion } from './command';

type SuggestionListProps = {
  id: string;
  suggestions: readonly Suggestion[];
  at: number;
  usage?: string;
  onChoose: (suggestion: Suggestion) => void;
};

/** How the command can go on, above the box. The box keeps the focus; `at` is what Enter or Tab takes. */
export function SuggestionList({ id, suggestions, at, usage, onChoose }: SuggestionListProps) {
  return (
    <div className="absolute inset-x-0 bottom-full z-40 mb-1 rounded-md border border-line bg-surface p-1 shadow-over">
      <div id={id} role="listbox" aria-label="Commands" className="max-h-[75dvh] overflow-y-auto">
        {suggestions.map((one, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the box has the focus and names the active one
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter and Tab in the box do the same
          <div
            key={one.text}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            ref={(line) => (index === at ? line?.scrollIntoView({ block: 'nearest' }) : undefined)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(one)}
            className={cx('flex cursor-pointer items-baseline gap-3 rounded-sm px-2 py-1 touch:py-2.5', index === at && 'bg-ink/8')}
          >
            <span className="shrink-0">{one.label}</span>
            <span className="min-w-0 truncate text-sm text-ink-3">{one.says}</span>
          </div>
        ))}
      </div>
      {usage && <p className="px-2 py-1 font-mono text-sm text-ink-3">{usage}</p>}
    </div>
  );
}
