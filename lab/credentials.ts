import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const OATIE_ROLES = ['oatie_read', 'oatie_write', 'oatie_app'] as const;
export type OatieRole = (typeof OATIE_ROLES)[number];
export type Passwords = Record<OatieRole, string>;

const fileOf = (labDir: string, name: string) => path.join(labDir, `${name.replace('_', '-')}.credential`);

async function keptSecret(labDir: string, name: string, line: (secret: string) => string, read: (line: string) => string): Promise<string> {
  const file = fileOf(labDir, name);
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.trim()) return read(kept.trim());
  const secret = randomBytes(24).toString('base64url');
  await writeFile(file, `${line(secret)}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return secret;
}

/** The passwords of Oatie's roles, made at the first start; each file holds "role:password", readable by its owner alone. */
export async function keepPasswords(labDir: string): Promise<Passwords> {
  await mkdir(labDir, { recursive: true, mode: 0o700 });
  const password = (role: OatieRole) =>
    keptSecret(
      labDir,
      role,
      (secret) => `${role}:${secret}`,
      (line) => line.slice(line.indexOf(':') + 1),
    );
  return { oatie_read: await password('oatie_read'), oatie_write: await password('oatie_write'), oatie_app: await password('oatie_app') };
}

/** The password of one more role, kept like those of Oatie. */
export const keepRole = (labDir: string, role: string) =>
  keptSecret(
    labDir,
    role,
    (secret) => `${role}:${secret}`,
    (line) => line.slice(line.indexOf(':') + 1),
  );

/** What follows "Basic " in the Authorization header of `user`, with a password made at the first start. */
export async function keepBasic(labDir: string, name: string, user: string): Promise<string> {
  const basic = (secret: string) => Buffer.from(`${user}:${secret}`).toString('base64');
  const password = await keptSecret(labDir, name, basic, (line) =>
    Buffer.from(line, 'base64')
      .toString('utf8')
      .slice(user.length + 1),
  );
  return basic(password);
}

/** A token kept in "NAME.credential", made at the first start. */
export const keepToken = (labDir: string, name: string) =>
  keptSecret(
    labDir,
    name,
    (secret) => secret,
    (line) => line,
  );
