import { makeDatabase } from '../database/make-database';
import { makePracticeFiles, type PracticeFiles } from './practice-files';
import { PRACTICE_ROWS, PRACTICE_SCHEMA } from './practice-schema';

export const PRACTICE_DATABASE = 'practice';
/** The same application's database as it is tried out in. */
export const STAGING_DATABASE = 'practice_staging';

/** What the general runbooks practise on, as its faults see it. */
export type PracticeSystem = { files: PracticeFiles; appUrl: string; writeUrl: string; stagingWriteUrl: string };

/** Makes the general practice system: two databases of one schema, and the files of a machine. */
export async function startPractice(adminUrl: string, labDir: string): Promise<PracticeSystem> {
  const wanted = { owner: 'practice', schema: PRACTICE_SCHEMA, rows: PRACTICE_ROWS, filled: 'entries' };
  const { appUrl, writeUrl } = await makeDatabase(adminUrl, labDir, { ...wanted, database: PRACTICE_DATABASE });
  const staging = await makeDatabase(adminUrl, labDir, { ...wanted, database: STAGING_DATABASE });
  return { files: await makePracticeFiles(labDir), appUrl, writeUrl, stagingWriteUrl: staging.writeUrl };
}
