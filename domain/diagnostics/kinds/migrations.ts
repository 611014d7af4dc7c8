import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { type MigrationsBody, type MigrationTool, readMigrations } from '@/domain/runbooks/kinds/migrations';
import { fillWords } from '../fill-in';
import { errored, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, failing } from './concern';
import { judgePrisma, type PrismaApplied } from './migrations/judge-prisma';
import { type Judged, judgeRevisions } from './migrations/judge-revisions';
import { readPrismaFolder, readRevisions } from './migrations/read-folder';
import { type Ask, askDatabase } from './sql/ask-database';

const MOST_APPLIED = 5_000;

export type MigrationsData = Judged & {
  connected: boolean;
  tool: MigrationTool;
  pendingCount: number;
  count: number;
  upToDate: boolean;
  error: OutsideError | null;
};

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const tableOf = ({ table }: MigrationsBody) => (table.schema ? `${quoted(table.schema)}.` : '') + quoted(table.name);

async function isThere(ask: Ask, body: MigrationsBody): Promise<boolean> {
  const [row] = await ask('SELECT to_regclass($1) IS NOT NULL AS there', [tableOf(body)]);
  return row?.there === true;
}

async function alembicApplied(ask: Ask, body: MigrationsBody): Promise<string[] | null> {
  if (!(await isThere(ask, body))) return null;
  const rows = await ask(`SELECT version_num FROM ${tableOf(body)} ORDER BY 1 LIMIT ${MOST_APPLIED}`);
  return rows.map(({ version_num }) => String(version_num));
}

async function prismaApplied(ask: Ask, body: MigrationsBody): Promise<PrismaApplied[] | null> {
  if (!(await isThere(ask, body))) return null;
  const rows = await ask(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS "rolledBack", left(logs, 2000) AS logs
     FROM ${tableOf(body)} ORDER BY started_at LIMIT ${MOST_APPLIED}`,
  );
  return rows as PrismaApplied[];
}

type Compared = { judged: Judged } | { error: OutsideError };

async function compare(request: RunnerRequest, body: MigrationsBody): Promise<Compared> {
  const { block, target, signal } = request;
  const [folder] = fillWords(request, body.folder ? [body.folder] : []);
  const of = { timeoutMs: block.timeoutMs, signal };
  if (body.tool === 'alembic') {
    const read = folder ? await readRevisions(target, folder) : { revisions: null, problems: [] as Concern[] };
    if ('error' in read) return { error: read.error };
    const asked = await askDatabase(target, of, (ask) => alembicApplied(ask, body));
    if ('error' in asked) return { error: asked.error };
    const judged = judgeRevisions(asked.found, read.revisions);
    return { judged: { ...judged, problems: [...read.problems, ...judged.problems] } };
  }
  const read = folder ? await readPrismaFolder(target, folder) : { brought: null };
  if ('error' in read) return { error: read.error };
  const asked = await askDatabase(target, of, (ask) => prismaApplied(ask, body));
  return 'error' in asked ? { error: asked.error } : { judged: judgePrisma(asked.found, read.brought) };
}

const EMPTY: Judged = { current: [], heads: [], pending: [], unknown: [], failed: [], edited: [], rows: [], problems: [] };

const linesOf = ({ current, heads, rows, problems }: Judged) =>
  [
    `current     ${current.join(' ') || 'none'}\n`,
    ...(heads.length ? [`head        ${heads.join(' ')}\n`] : []),
    ...rows.map(({ migration, state, says }) => `${state.padEnd(12)}${migration}${says ? `  ${says}` : ''}\n`),
    concernLines(problems),
  ].join('');

/**
 * Compares what a database was migrated to with what the code brings, for Alembic and Prisma Migrate. Files are read, never run. Data: connected, tool,
 * current, heads, pending, pendingCount, unknown, failed, edited, rows [{migration, state, says}] newest first, count, upToDate, problems, error.
 */
export const migrations: Runner = async (request): Promise<Outcome> => {
  const body = readMigrations(request.block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  const compared = await compare(request, body);
  if (request.signal.aborted) return stoppedEarly();
  if ('error' in compared) {
    const { error } = compared;
    if (['egress', 'roots', 'target'].includes(error.code)) return errored(error.code, error.message);
    await request.emit('stderr', `${error.message}\n`);
    const problems = [failing(error.code, error.message)];
    const data = { ...EMPTY, connected: false, tool: body.tool, pendingCount: 0, count: 0, upToDate: false, problems, error };
    return { status: 'completed', data: data satisfies MigrationsData };
  }
  const { judged } = compared;
  await request.emit('stdout', linesOf(judged));
  const data = {
    ...judged,
    connected: true,
    tool: body.tool,
    pendingCount: judged.pending.length,
    count: judged.rows.length,
    upToDate: judged.problems.length === 0,
    error: null,
  } satisfies MigrationsData;
  return { status: 'completed', data };
};
