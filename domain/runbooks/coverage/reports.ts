import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** Written by the tests of the lab, one file each; never by hand. */
export const REPORTS = 'docs/coverage';

/** What a test of the lab saw of a block, by "service/runbook#block". `exercised` is false where the machine has no peer for it. */
export const ReportSchema = z.record(z.string(), z.strictObject({ exercised: z.boolean(), how: z.string() }));
export type Report = z.infer<typeof ReportSchema>;

/** All reports of the lab's tests as one. A folder that is not there has none. */
export async function loadReports(folder = REPORTS): Promise<Report> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json')).sort();
  const reports = await Promise.all(
    files.map(async (name) => ReportSchema.parse(JSON.parse(await readFile(path.join(folder, name), 'utf8')))),
  );
  return Object.assign({}, ...reports);
}
