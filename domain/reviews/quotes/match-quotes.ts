import type { Tx } from '@/lib/db';
import type { ReviewQuote } from '@/prisma/generated/client';
import { sha256 } from '../document/content-hash';
import { type KeptOutput, outputLines } from './rules';

/** same: the run still says it. changed: it does not, or its output is not what its hash was made of. gone: the run is not on this console. */
export type QuoteMatch = 'same' | 'changed' | 'gone';

type Row = {
  id: string;
  outputSha256: string | null;
  actual: string | null;
  head: string;
  truncated: boolean;
  streams: KeptOutput['switches'];
};

/** Whether each quote still is what the run put out, by what is stored now: the lines, and the hash over the whole where all of it is kept. */
export async function matchQuotes(tx: Tx, quotes: readonly ReviewQuote[]): Promise<Map<string, QuoteMatch>> {
  if (quotes.length === 0) return new Map();
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id::text, "outputSha256", truncated, "outputHead" AS head, "outputStreams" AS streams,
      CASE WHEN NOT truncated THEN encode(sha256(convert_to("outputHead", 'UTF8')), 'hex') END AS actual
    FROM run WHERE id = ANY(${[...new Set(quotes.map(({ runId }) => runId))]}::uuid[])`;
  const runs = new Map(rows.map((row) => [row.id, row]));
  return new Map(quotes.map((quote) => [quote.id, matchOf(quote, runs.get(quote.runId))]));
}

function matchOf(quote: ReviewQuote, run: Row | undefined): QuoteMatch {
  if (!run) return 'gone';
  if (run.outputSha256 !== quote.outputSha256 || (run.actual !== null && run.actual !== quote.outputSha256)) return 'changed';
  const kept = { head: run.head, truncated: run.truncated, switches: run.streams };
  const lines = outputLines(kept, quote.stream)
    .slice(quote.fromLine - 1, quote.toLine)
    .join('\n');
  return sha256(lines) === quote.linesSha256 && lines === quote.lines ? 'same' : 'changed';
}
