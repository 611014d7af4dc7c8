import { type Concern, failing, warning } from '../concern';
import type { Judged, MigrationRow } from './judge-revisions';

/** One row of _prisma_migrations. */
export type PrismaApplied = { name: string; checksum: string; finished: boolean; rolledBack: boolean; logs: string | null };
/** One folder of prisma/migrations, by the SHA-256 of its file. */
export type PrismaMigration = { name: string; checksum: string };

const list = (names: readonly string[]) => names.join(', ');
const firstLine = (logs: string | null) =>
  (logs ?? '')
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? '';

const stateOf = ({ finished, rolledBack }: PrismaApplied, edited: boolean): MigrationRow['state'] => {
  if (rolledBack) return 'rolled back';
  if (!finished) return 'failed';
  return edited ? 'edited' : 'applied';
};

/** What `prisma migrate status` says: applied, failed, edited since, pending. `brought` null: there is no folder to compare with. */
export function judgePrisma(applied: readonly PrismaApplied[] | null, brought: readonly PrismaMigration[] | null): Judged {
  // A migration that was rolled back and applied again has two rows: the last one counts.
  const latest = new Map((applied ?? []).map((row) => [row.name, row]));
  const files = new Map((brought ?? []).map(({ name, checksum }) => [name, checksum]));
  const isEdited = ({ name, checksum }: PrismaApplied) => files.has(name) && files.get(name) !== checksum;
  const rowsThere = [...latest.values()];
  const pending = [...files.keys()].filter((name) => !latest.has(name) || latest.get(name)?.rolledBack).sort();
  const failed = rowsThere.filter((row) => stateOf(row, false) === 'failed');
  const edited = rowsThere.filter((row) => stateOf(row, isEdited(row)) === 'edited').map(({ name }) => name);
  const unknown = brought ? rowsThere.filter(({ name, rolledBack }) => !rolledBack && !files.has(name)).map(({ name }) => name) : [];
  const done = rowsThere.filter((row) => row.finished && !row.rolledBack).map(({ name }) => name);
  const problems: Concern[] = [];
  if (applied === null)
    problems.push(
      failing('never', 'the database has no table of Prisma Migrate: it was never migrated, or the table is in another schema'),
    );
  for (const row of failed)
    problems.push(
      failing('failed', `${row.name} failed: ${firstLine(row.logs) || 'no reason was kept'}. No other is applied until it is resolved`),
    );
  if (unknown.length)
    problems.push(failing('unknown', `the database has ${list(unknown)}, which the code does not: another version is deployed`));
  if (edited.length) problems.push(warning('edited', `${list(edited)} was changed after it was applied`));
  if (pending.length && applied !== null)
    problems.push(
      warning('pending', `${pending.length} ${pending.length === 1 ? 'migration is' : 'migrations are'} pending: ${list(pending)}`),
    );
  const rows: MigrationRow[] = [
    ...rowsThere.map((row) => ({ migration: row.name, state: stateOf(row, isEdited(row)), says: row.finished ? '' : firstLine(row.logs) })),
    ...pending.filter((name) => !latest.has(name)).map((name) => ({ migration: name, state: 'pending' as const, says: '' })),
  ].sort((a, b) => (a.migration < b.migration ? 1 : -1));
  const newest = [...files.keys()].sort().at(-1);
  return {
    current: done.length ? [done.sort().at(-1) as string] : [],
    heads: newest ? [newest] : [],
    pending,
    unknown,
    failed: failed.map(({ name }) => name),
    edited,
    rows,
    problems,
  };
}
