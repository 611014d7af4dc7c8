import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { StreamSwitch } from './run-output';
import { visibleRuns } from './visible-runs';

export type StoredOutput = {
  head: string;
  tail: string;
  bytes: number;
  switches: StreamSwitch[];
  truncated: boolean;
  sha256: string | null;
};

/** The output that the database keeps of a run: all of it up to 1 MiB, else head and tail. Throws not_found. */
export async function readOutput(ctx: Context, id: string): Promise<StoredOutput> {
  authorise(ctx, 'run.read');
  const row = await db().run.findFirst({
    where: { id, ...visibleRuns(ctx) },
    select: { outputHead: true, outputTail: true, outputBytes: true, outputStreams: true, truncated: true, outputSha256: true },
  });
  if (!row) throw notFound(`Run ${id}`);
  return {
    head: row.outputHead,
    tail: row.outputTail,
    bytes: Number(row.outputBytes),
    switches: row.outputStreams as StreamSwitch[],
    truncated: row.truncated,
    sha256: row.outputSha256,
  };
}
