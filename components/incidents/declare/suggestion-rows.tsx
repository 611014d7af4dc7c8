import Link from 'next/link';
import type { Reason, Suggestion } from '@/domain/incidents/suggestions/rules';
import { reasonWords } from './reason-words';

/** Where in a runbook an error text leads, as the end of an address. */
function sectionOf(reasons: readonly Reason[]): string {
  const found = reasons.find((reason) => reason.by === 'signature');
  return found && found.section !== 'top' ? `#${found.section}` : '';
}

/** Runbooks that an incident may need, each with why. */
export function SuggestionRows({ number, suggestions }: { number: number; suggestions: Suggestion[] }) {
  return (
    <section aria-label="Suggested runbooks" className="pt-4">
      <h3 className="font-semibold">Suggested</h3>
      <ul data-list className="mt-1 divide-y divide-line border-y border-line">
        {suggestions.map(({ slug, title, service, reasons }) => (
          <li key={slug} className="relative py-1.5 hover:bg-ink/4 touch:py-2.5">
            <p className="flex items-baseline gap-3">
              <Link
                data-item
                href={`/incidents/${number}?runbook=${encodeURIComponent(slug)}${sectionOf(reasons)}`}
                className="min-w-0 font-medium after:absolute after:inset-0"
              >
                {title}
              </Link>
              <span className="ml-auto text-sm whitespace-nowrap text-ink-3">{service}</span>
            </p>
            <p className="text-sm text-ink-2 wrap-anywhere">{reasonWords(reasons)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
