import { chmod, mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

const DAY_MS = 86_400_000;
const UPLOADS = 12;
const WEBHOOK = '{"event":"payment.succeeded","payment":"pay_20418","amount":"129.00"}';

export type DotmacFolders = {
  root: string;
  settings: string;
  template: string;
  uploads: string;
  backups: string;
  logFile: string;
  webhook: string;
};
export type DotmacSettings = { databaseUrl: string; cacheUrl: string; signingSecret: string };

/** The settings of the application, as its deployment writes them. */
export function writeSettings(file: string, { databaseUrl, cacheUrl, signingSecret }: DotmacSettings): Promise<void> {
  const url = new URL(databaseUrl);
  const lines = [
    `DATABASE_URL=${databaseUrl}`,
    `DB_HOST=${url.hostname}`,
    `DB_PORT=${url.port}`,
    `DB_NAME=${url.pathname.slice(1)}`,
    `DB_USER=${url.username}`,
    `DB_PASSWORD=${url.password}`,
    `REDIS_URL=${cacheUrl}`,
    `JWT_SECRET_KEY=${signingSecret}`,
    'JWT_ALGORITHM=HS256',
    'JWT_EXPIRE_MINUTES=30',
  ];
  return writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
}

/** One variable of the settings; empty when it is not there. */
export async function readSetting(file: string, name: string): Promise<string> {
  const line = (await readFile(file, 'utf8').catch(() => '')).split('\n').find((each) => each.startsWith(`${name}=`));
  return line?.slice(name.length + 1) ?? '';
}

/** Puts the uploads back as they were at the first start. */
export async function makeUploads(uploads: string): Promise<void> {
  await chmod(uploads, 0o755).catch(() => {});
  await rm(uploads, { recursive: true, force: true });
  await mkdir(uploads, { recursive: true, mode: 0o755 });
  await chmod(uploads, 0o755);
  for (let number = 1; number <= UPLOADS; number += 1) {
    const file = path.join(uploads, `invoice_${100 + number}.pdf`);
    await writeFile(file, `%PDF-1.7 practice invoice ${number}\n`);
    await chmod(file, 0o644);
    const at = new Date(Date.now() - number * DAY_MS);
    await utimes(file, at, at);
  }
}

/** The folders of DotMac's application, below the lab's. */
export async function makeFolders(labDir: string): Promise<DotmacFolders> {
  const root = path.join(labDir, 'dotmac');
  const at = (name: string) => path.join(root, name);
  const folders = {
    root,
    settings: at('settings.env'),
    template: at('settings.example.env'),
    uploads: at('uploads'),
    backups: at('backups'),
    logFile: at('dotmac.log'),
    webhook: at('webhook.json'),
  };
  await mkdir(folders.backups, { recursive: true, mode: 0o700 });
  await makeUploads(folders.uploads);
  await writeFile(folders.webhook, WEBHOOK);
  const template = { databaseUrl: 'postgresql://dotmac_app@db.example:5432/dotmac', cacheUrl: 'redis://cache.example:6379' };
  await writeSettings(folders.template, { ...template, signingSecret: 'changeme' });
  return folders;
}
