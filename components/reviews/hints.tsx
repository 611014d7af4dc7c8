import type { Hint } from '@/domain/reviews/words/blameless/rules';

/** Suggestions; nothing is refused for them. */
export function Hints({ hints }: { hints: readonly Hint[] }) {
  return (
    <ul aria-label="Suggestions" className="mt-2 text-sm text-ink-2">
      {hints.map(({ words, instead }) => (
        <li key={words}>
          <span className="text-ink">“{words}”</span> points at people. {instead}
        </li>
      ))}
    </ul>
  );
}
