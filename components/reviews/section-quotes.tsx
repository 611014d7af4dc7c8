'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { removeQuote } from '@/actions/reviews';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';
import type { DocumentQuote } from '@/domain/reviews/document/schema';
import type { QuoteMatch } from '@/domain/reviews/quotes/match-quotes';
import type { SectionKey } from '@/domain/reviews/sections/rules';
import type { QuotableRun } from './quotable-run';

const QuoteDialog = lazy(() => import('./quote-dialog'));

type SectionQuotesProps = {
  number: number;
  section: SectionKey;
  title: string;
  quotes: readonly DocumentQuote[];
  matches: Readonly<Record<string, QuoteMatch>>;
  runs: readonly QuotableRun[];
  mayEdit: boolean;
};

/** Lines of run output that a section rests on. */
export function SectionQuotes({ number, section, title, quotes, matches, runs, mayEdit }: SectionQuotesProps) {
  const [quoting, setQuoting] = useState(false);
  return (
    <>
      {quotes.map((quote) => (
        <Quote key={quote.id} number={number} quote={quote} match={matches[quote.id]} mayEdit={mayEdit} />
      ))}
      {mayEdit && runs.length > 0 && (
        <Button
          look="quiet"
          size="sm"
          className="order-last -ml-2"
          aria-label={`Quote output in ${title}`}
          onClick={() => setQuoting(true)}
        >
          Quote output
        </Button>
      )}
      <Suspense>{quoting && <QuoteDialog number={number} section={section} runs={runs} onClose={() => setQuoting(false)} />}</Suspense>
    </>
  );
}

const MATCHES = {
  same: null,
  changed: 'The run’s output is no longer what was quoted, or not what its hash was made of.',
  gone: 'The run is not on this console; what stands here is what was exported.',
} as const satisfies Record<QuoteMatch, string | null>;

function Quote({ number, quote, match, mayEdit }: { number: number; quote: DocumentQuote; match?: QuoteMatch; mayEdit: boolean }) {
  const router = useRouter();
  const { run, pending, message } = useAction(removeQuote);
  const { id, runTitle, from, to, lines, linesSha256, note, by } = quote;
  const warning = match ? MATCHES[match] : null;
  const what = `${runTitle}, ${from === to ? `line ${from}` : `lines ${from}–${to}`}`;
  return (
    <figure className="w-full min-w-0">
      <figcaption className="flex flex-wrap items-baseline gap-x-3 text-sm text-ink-2">
        {match === 'gone' ? (
          <span>{what}</span>
        ) : (
          <Link href={`/runs/${quote.run}#L${from}-L${to}`} className="link">
            {what}
          </Link>
        )}
        <span className="text-ink-3">
          quoted by {by} · <span title={`SHA-256 ${linesSha256}`}>{linesSha256.slice(0, 12)}</span>
        </span>
        {mayEdit && (
          <Button
            look="quiet"
            size="sm"
            pending={pending}
            aria-label={`Take out the quote of ${what}`}
            onClick={() => run({ number, quote: id }).then((done) => done && router.refresh())}
          >
            Take out
          </Button>
        )}
      </figcaption>
      {note && <p className="max-w-[70ch] text-ink-2">{note}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="mt-1 max-h-80 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm">
        {lines}
      </pre>
      {warning && <p className="mt-1 text-sm text-warn">▲ {warning}</p>}
      <FormError message={message} />
    </figure>
  );
}
