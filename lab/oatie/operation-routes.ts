import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Oatie, problem, type Request, type Route, reply } from './oatie';

const DATABASE_ANSWER_MS = 5_000;
const VOLUME_FULL_PCT = 90;
const DAY_MS = 86_400_000;

type Check = { ok: boolean; detail: string };

async function checkDatabase(oatie: Oatie): Promise<Check> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error(`no answer in ${DATABASE_ANSWER_MS} ms`)), DATABASE_ANSWER_MS).unref(),
  );
  try {
    await Promise.race([oatie.pool.query('SELECT 1'), late]);
    return { ok: true, detail: `${oatie.pool.totalCount} connections in the pool` };
  } catch (error) {
    return { ok: false, detail: (error as Error).message };
  }
}

async function readVolume(oatie: Oatie) {
  const { totalBytes, freeBytes } = await oatie.volume.usage();
  return {
    path: oatie.volume.path,
    totalBytes,
    freeBytes,
    usedPct: totalBytes === 0 ? 0 : Math.round((100 * (totalBytes - freeBytes)) / totalBytes),
  };
}

/** Without a small disk of its own, the folder's disk is the machine's, and its fill is not Oatie's affair. */
async function checkVolume(oatie: Oatie): Promise<Check> {
  if (oatie.volume.why) return { ok: true, detail: `not measured: ${oatie.volume.why}` };
  const { usedPct } = await readVolume(oatie);
  return { ok: usedPct < VOLUME_FULL_PCT, detail: `${usedPct} % used` };
}

async function health(oatie: Oatie) {
  const checks = { database: await checkDatabase(oatie), exports_volume: await checkVolume(oatie) };
  const healthy = Object.values(checks).every((check) => check.ok);
  return reply(healthy ? 200 : 503, { status: healthy ? 'healthy' : 'unhealthy', checks, timestamp: oatie.now().toISOString() });
}

async function listExports(oatie: Oatie, olderThanDays: number) {
  const names = await readdir(oatie.volume.path);
  const files = await Promise.all(
    names.map(async (name) => {
      const found = await stat(path.join(oatie.volume.path, name));
      return { name, bytes: found.size, modifiedAt: found.mtime };
    }),
  );
  return files.filter((file) => Date.now() - file.modifiedAt.getTime() > olderThanDays * DAY_MS);
}

const summary = (files: { bytes: number }[]) => ({ count: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0) });
const Days = z.coerce.number().min(0).max(3_650);
const Prune = z.strictObject({ olderThanDays: Days });

const isOperator = (oatie: Oatie, request: Request) => request.headers.authorization === `Bearer ${oatie.opsToken}`;
const operatorsOnly = () => problem(401, 'unauthenticated', "this needs the operators' token");

async function prune(oatie: Oatie, request: Request) {
  if (!isOperator(oatie, request)) return operatorsOnly();
  const body = Prune.safeParse(request.body);
  if (!body.success) return problem(422, 'invalid', 'olderThanDays must be a number of days');
  const files = await listExports(oatie, body.data.olderThanDays);
  for (const file of files) await rm(path.join(oatie.volume.path, file.name), { force: true });
  return reply(200, { deleted: summary(files), volume: await readVolume(oatie) });
}

export const OPERATION_ROUTES: Route[] = [
  { method: 'GET', pattern: /^\/health$/, name: '/health', answer: health },
  {
    method: 'GET',
    pattern: /^\/metrics$/,
    name: '/metrics',
    answer: async (oatie) => ({ status: 200, body: await oatie.metrics.text(), type: 'text/plain; version=0.0.4; charset=utf-8' }),
  },
  {
    method: 'GET',
    pattern: /^\/ops\/exports$/,
    name: '/ops/exports',
    answer: async (oatie, request) => {
      const days = Days.safeParse(request.query.get('older_than_days') ?? 0);
      if (!days.success) return problem(422, 'invalid', 'older_than_days must be a number of days');
      const files = await listExports(oatie, days.data);
      return reply(200, { ...summary(files), files: files.slice(0, 100), volume: await readVolume(oatie) });
    },
  },
  {
    method: 'POST',
    pattern: /^\/ops\/memory\/release$/,
    name: '/ops/memory/release',
    answer: (oatie, request) => {
      if (!isOperator(oatie, request)) return operatorsOnly();
      const releasedBytes = oatie.retained.reduce((sum, each) => sum + each.length, 0);
      oatie.retained.length = 0;
      return reply(200, { releasedBytes });
    },
  },
  { method: 'POST', pattern: /^\/ops\/exports\/prune$/, name: '/ops/exports/prune', answer: prune },
  {
    method: 'POST',
    pattern: /^\/ops\/clock\/sync$/,
    name: '/ops/clock/sync',
    answer: (oatie, request) => {
      if (!isOperator(oatie, request)) return operatorsOnly();
      const correctedMs = oatie.clockOffsetMs;
      oatie.clockOffsetMs = 0;
      return reply(200, { correctedMs, serverTime: oatie.now().toISOString() });
    },
  },
];
