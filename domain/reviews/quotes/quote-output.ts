import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { familyIds } from '@/domain/incidents/family';
import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { changeWords } from '../change-review';
import { sha256 } from '../document/content-hash';
import type { QuoteOutput } from '../schema';
import { type KeptOutput, outputLines } from './rules';

const MOST_QUOTES = 200;
const MOST_CHARS = 100_000;

/**
 * Quotes lines of a run's output in a section, with the hash of the lines and of the whole output as they are now. Refuses a run of
 * another incident, one that has not ended, and lines that are not there.
 */
export async function quoteOutput(ctx: Context, input: z.output<typeof QuoteOutput>): Promise<{ id: string }> {
  authorise(ctx, 'review.edit');
  const { number, section, stream, from, to, note } = input;
  return changeWords(ctx, number, async (tx, review, incident) => {
    if ((await tx.reviewQuote.count({ where: { reviewId: review.id } })) >= MOST_QUOTES)
      throw conflict(`It has ${MOST_QUOTES} quotes: take some out first.`);
    const run = await findRun(tx, incident, input.run);
    const all = outputLines(run.output, stream);
    if (to > all.length)
      throw invalid('to', `the output has ${all.length} lines${run.output.truncated ? ' that are kept with their numbers' : ''}`);
    const lines = all.slice(from - 1, to).join('\n');
    if (lines.length > MOST_CHARS) throw invalid('to', 'these lines are too long to be quoted: quote fewer');
    const id = randomUUID();
    await tx.reviewQuote.create({
      data: {
        id,
        reviewId: review.id,
        sectionKey: section,
        runId: run.id,
        runTitle: run.title,
        stream,
        fromLine: from,
        toLine: to,
        lines,
        linesSha256: sha256(lines),
        outputSha256: run.outputSha256,
        note,
        quotedByName: ctx.actor.name,
      },
    });
    return { events: [{ type: 'review_quote_changed', data: { quote: id, run: run.id, change: 'added' } }], answer: { id } };
  });
}

type FoundRun = { id: string; title: string; outputSha256: string | null; output: KeptOutput };

async function findRun(tx: Tx, incident: Incident, id: string): Promise<FoundRun> {
  const run = await tx.run.findFirst({ where: { id, incidentId: { in: await familyIds(tx, incident.id) } } });
  if (!run) throw invalid('run', 'is not a run of this incident');
  if (!run.endedAt) throw invalid('run', 'has not ended yet: its output can still grow');
  const switches = run.outputStreams as KeptOutput['switches'];
  return {
    id,
    title: run.blockTitle,
    outputSha256: run.outputSha256,
    output: { head: run.outputHead, truncated: run.truncated, switches },
  };
}
