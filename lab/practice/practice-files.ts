import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keepToken } from '../credentials';

/** The files of the machine that the general runbooks practise on. */
export type PracticeFiles = { folder: string; applicationLog: string; proxyLog: string; production: string; threadDump: string };

const DATABASE_YML = (password: string) => `production:
  adapter: postgresql
  host: db.practice.example
  port: 5432
  database: practice
  username: practice_app
  password: ${password}
  pool: 5
`;
const SETTINGS = {
  development: { ENVIRONMENT: 'development', DEBUG: 'true', LOG_LEVEL: 'debug' },
  production: { ENVIRONMENT: 'production', DEBUG: 'false', LOG_LEVEL: 'info' },
};

/** A file of variables; `secret` differs between the two, as it should. */
function settingsText(of: keyof typeof SETTINGS, secret: string): string {
  const lines = {
    ...SETTINGS[of],
    DATABASE_URL: `postgresql://practice_app:${secret}@db.practice.example:5432/practice`,
    QUEUE: 'default',
    TZ: 'UTC',
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** A Java thread dump in which two threads wait for each other, as jstack prints it. */
const THREAD_DUMP = `2026-03-02 09:14:00
Full thread dump OpenJDK 64-Bit Server VM (21.0.6+7 mixed mode, sharing):

"main" #1 [1] prio=5 os_prio=0 cpu=812.11ms elapsed=9214.22s tid=0x00007f3b8c02a1f0 nid=1 waiting on condition  [0x00007f3b93ffe000]
   java.lang.Thread.State: TIMED_WAITING (sleeping)
	at java.lang.Thread.sleep0(java.base@21.0.6/Native Method)
	at java.lang.Thread.sleep(java.base@21.0.6/Thread.java:509)

"transfer-1" #31 [44] prio=5 os_prio=0 cpu=3.10ms elapsed=611.90s tid=0x00007f3b8c3d1000 nid=44 waiting for monitor entry  [0x00007f3b5b7fe000]
   java.lang.Thread.State: BLOCKED (on object monitor)
	at practice.Account.credit(Account.java:41)
	- waiting to lock <0x000000070f6a1c38> (a practice.Account)
	at practice.Transfer.run(Transfer.java:23)
	- locked <0x000000070f6a1c20> (a practice.Account)

"transfer-2" #32 [45] prio=5 os_prio=0 cpu=2.87ms elapsed=611.90s tid=0x00007f3b8c3d2800 nid=45 waiting for monitor entry  [0x00007f3b5b6fd000]
   java.lang.Thread.State: BLOCKED (on object monitor)
	at practice.Account.credit(Account.java:41)
	- waiting to lock <0x000000070f6a1c20> (a practice.Account)
	at practice.Transfer.run(Transfer.java:23)
	- locked <0x000000070f6a1c38> (a practice.Account)

Found one Java-level deadlock:
=============================
"transfer-1":
  waiting to lock monitor 0x00007f3b44002a10 (object 0x000000070f6a1c38, a practice.Account),
  which is held by "transfer-2"

"transfer-2":
  waiting to lock monitor 0x00007f3b44002b50 (object 0x000000070f6a1c20, a practice.Account),
  which is held by "transfer-1"

Found 1 deadlock.
`;

/** Variables as they are when nothing was forgotten. */
export async function restoreSettings({ folder, production }: PracticeFiles, labDir: string): Promise<void> {
  await writeFile(path.join(folder, '.env.dev'), settingsText('development', 'practice'), { mode: 0o600 });
  await writeFile(production, settingsText('production', await keepToken(labDir, 'practice-settings')), { mode: 0o600 });
}

/** Writes the files as they are when all is well; logs keep what they hold. */
export async function makePracticeFiles(labDir: string): Promise<PracticeFiles> {
  const folder = path.join(labDir, 'practice');
  const at = (...parts: string[]) => path.join(folder, ...parts);
  const files: PracticeFiles = {
    folder,
    applicationLog: at('log', 'app', 'error.log'),
    proxyLog: at('log', 'nginx', 'error.log'),
    production: at('.env.prod'),
    threadDump: at('dumps', 'threads.txt'),
  };
  for (const part of ['config', 'log/app', 'log/nginx', 'dumps']) await mkdir(at(...part.split('/')), { recursive: true, mode: 0o700 });
  await writeFile(at('config', 'database.yml'), DATABASE_YML(await keepToken(labDir, 'practice-settings')), { mode: 0o600 });
  for (const log of [files.applicationLog, files.proxyLog]) await writeFile(log, '', { flag: 'a' });
  await writeFile(files.threadDump, THREAD_DUMP);
  await restoreSettings(files, labDir);
  return files;
}
