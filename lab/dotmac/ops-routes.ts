import { chmod, chown, readdir, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { problem, reply, type WebReply, type WebRequest } from '../web/serve-routes';
import { listBackups, restoreBackup, writeBackup } from './backups';
import type { Dotmac, DotmacRoute } from './dotmac';
import { writeSettings } from './folders';

const DAY_MS = 86_400_000;
const FOLDER_MODE = 0o755;
const FILE_MODE = 0o644;
const Days = z.coerce.number().min(0).max(3_650);
const Prune = z.strictObject({ olderThanDays: z.number().min(0).max(3_650) });
const Restore = z.strictObject({ backup: z.string().regex(/^backup-[\dTZ-]+\.json$/) });

type Entry = { name: string; file: string; isFolder: boolean; mode: number; uid: number; bytes: number; modifiedAt: Date };

async function entriesOf({ folders }: Dotmac): Promise<Entry[]> {
  const names = await readdir(folders.uploads, { recursive: true });
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(folders.uploads, name);
      const found = await stat(file);
      return {
        name,
        file,
        isFolder: found.isDirectory(),
        mode: found.mode & 0o777,
        uid: found.uid,
        bytes: found.size,
        modifiedAt: found.mtime,
      };
    }),
  );
}

const summary = (found: Entry[]) => ({
  count: found.length,
  bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
  oldest: [...found]
    .sort((a, b) => a.modifiedAt.getTime() - b.modifiedAt.getTime())
    .slice(0, 10)
    .map(({ name, modifiedAt }) => ({ name, modifiedAt })),
});

/** The account that the application runs as; nobody else's is a file's owner. */
const OWN_UID = process.getuid?.();

async function wronglyKept(dotmac: Dotmac): Promise<Entry[]> {
  const { mode, uid } = await stat(dotmac.folders.uploads);
  const root = { name: '.', file: dotmac.folders.uploads, isFolder: true, mode: mode & 0o777, uid, bytes: 0, modifiedAt: new Date() };
  return [root, ...(await entriesOf(dotmac))].filter(
    (entry) => entry.mode !== (entry.isFolder ? FOLDER_MODE : FILE_MODE) || (OWN_UID !== undefined && entry.uid !== OWN_UID),
  );
}

async function putRight({ file, isFolder, uid }: Entry): Promise<void> {
  if (OWN_UID !== undefined && uid !== OWN_UID) await chown(file, OWN_UID, process.getgid?.() ?? -1);
  await chmod(file, isFolder ? FOLDER_MODE : FILE_MODE);
}

async function olderThan(dotmac: Dotmac, days: number): Promise<Entry[]> {
  return (await entriesOf(dotmac)).filter(({ isFolder, modifiedAt }) => !isFolder && Date.now() - modifiedAt.getTime() > days * DAY_MS);
}

/** Folders with no file in them at any depth, the deepest first. */
async function emptyFolders(dotmac: Dotmac): Promise<Entry[]> {
  const entries = await entriesOf(dotmac);
  const files = entries.filter(({ isFolder }) => !isFolder);
  const folders = entries.filter(({ isFolder, file }) => isFolder && !files.some((each) => each.file.startsWith(`${file}${path.sep}`)));
  return folders.sort((a, b) => b.file.length - a.file.length);
}

const forOperators =
  (answer: (dotmac: Dotmac, request: WebRequest) => Promise<WebReply>) =>
  (dotmac: Dotmac, request: WebRequest): Promise<WebReply> | WebReply =>
    request.headers.authorization === `Bearer ${dotmac.opsToken}`
      ? answer(dotmac, request)
      : problem(401, 'unauthenticated', "this needs the operators' token");

const READS: DotmacRoute[] = [
  {
    method: 'GET',
    path: '/ops/uploads/modes',
    answer: async (dotmac) => {
      const found = await wronglyKept(dotmac);
      return reply(200, {
        ...summary(found),
        files: found.slice(0, 50).map(({ name, mode, uid }) => ({ name, uid, mode: mode.toString(8).padStart(4, '0') })),
      });
    },
  },
  {
    method: 'GET',
    path: '/ops/uploads/old',
    answer: async (dotmac, { query }) => {
      const days = Days.safeParse(query.get('older_than_days') ?? 30);
      return days.success
        ? reply(200, summary(await olderThan(dotmac, days.data)))
        : problem(422, 'invalid', 'older_than_days must be a number of days');
    },
  },
  { method: 'GET', path: '/ops/uploads/empty', answer: async (dotmac) => reply(200, summary(await emptyFolders(dotmac))) },
  { method: 'GET', path: '/ops/backups', answer: async (dotmac) => reply(200, await listBackups(dotmac)) },
];

const CHANGES: DotmacRoute[] = [
  {
    method: 'POST',
    path: '/ops/uploads/modes',
    answer: forOperators(async (dotmac) => {
      const found = await wronglyKept(dotmac);
      for (const entry of found) await putRight(entry);
      return reply(200, { count: found.length });
    }),
  },
  {
    method: 'POST',
    path: '/ops/uploads/prune',
    answer: forOperators(async (dotmac, { body }) => {
      const asked = Prune.safeParse(body);
      if (!asked.success) return problem(422, 'invalid', 'olderThanDays must be a number of days');
      const found = await olderThan(dotmac, asked.data.olderThanDays);
      for (const { file } of found) await rm(file, { force: true });
      return reply(200, { count: found.length });
    }),
  },
  {
    method: 'POST',
    path: '/ops/uploads/prune-folders',
    answer: forOperators(async (dotmac) => {
      const found = await emptyFolders(dotmac);
      for (const { file } of found) await rmdir(file);
      return reply(200, { count: found.length });
    }),
  },
  {
    method: 'POST',
    path: '/ops/cache/start',
    answer: forOperators(async ({ cache }) => {
      await cache.start();
      return reply(200, { running: cache.isUp() });
    }),
  },
  {
    method: 'POST',
    path: '/ops/settings/restore',
    answer: forOperators(async ({ folders, appUrl, cache, signingSecret }) => {
      await writeSettings(folders.settings, { databaseUrl: appUrl, cacheUrl: cache.url ?? '', signingSecret });
      return reply(200, { restored: true });
    }),
  },
  { method: 'POST', path: '/ops/backups', answer: forOperators(async (dotmac) => reply(200, await writeBackup(dotmac))) },
  {
    method: 'POST',
    path: '/ops/backups/restore',
    answer: forOperators(async (dotmac, { body }) => {
      const asked = Restore.safeParse(body);
      if (!asked.success) return problem(422, 'invalid', 'backup must be the name of a backup');
      return reply(200, await restoreBackup(dotmac, asked.data.backup));
    }),
  },
];

/** What DotMac's machine does for its operators: each change has a question that shows exactly what it would touch. */
export const OPS_ROUTES: DotmacRoute[] = [...READS, ...CHANGES];
