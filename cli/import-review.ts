import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { systemContext } from '@/domain/context';
import { fieldDetails } from '@/domain/field-details';
import { ReviewDocument } from '@/domain/reviews/document/schema';
import { importReview } from '@/domain/reviews/import/import-review';
import { db } from '@/lib/db';
import { type Command, print, UsageError } from './command';

const MIB = 1024 * 1024;
const MOST_BYTES = 32 * MIB;
const MOST_PROBLEMS = 10;

async function readDocument(file: string): Promise<ReviewDocument> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new UsageError(`There is no file ${file}.`);
  if (found.size > MOST_BYTES)
    throw new Error(`${file} has ${Math.ceil(found.size / MIB)} MiB; at most ${MOST_BYTES / MIB} MiB are taken.`);
  const parsed = ReviewDocument.safeParse(parseJson(await readFile(file, 'utf8'), file));
  if (parsed.success) return parsed.data;
  const problems = fieldDetails(parsed.error).map(({ field, message }) => `  ${field || 'the file'}: ${message}`);
  const more = problems.length > MOST_PROBLEMS ? [`  and ${problems.length - MOST_PROBLEMS} more`] : [];
  throw new Error([`${file} is no review as this console exports it:`, ...problems.slice(0, MOST_PROBLEMS), ...more].join('\n'));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
}

/** `reviews import FILE`: takes in a review that was exported as JSON; 1, with the field, when it is refused. */
export const importReviewCommand: Command = {
  usage: 'reviews import FILE',
  says: 'take in a review that was exported as JSON, with its facts and timeline',
  run: async (args) => {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
    const [file] = positionals;
    if (!file || positionals.length > 1) throw new UsageError('Give one FILE.');
    const document = await readDocument(file);
    try {
      const { number, state } = await importReview(systemContext('Command line'), document);
      print(`Imported as the review of #${number}; it is ${state.replace('_', ' ')}.`);
      return 0;
    } finally {
      await db().$disconnect();
    }
  },
};
