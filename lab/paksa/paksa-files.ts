import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keepToken } from '../credentials';
import { PAKSA_REVISION } from './paksa-schema';

/** The files of Paksa's machine: settings, logs and the folder of migrations. */
export type PaksaFiles = {
  folder: string;
  settings: string;
  versions: string;
  backendLog: string;
  proxyLog: string;
  accessLog: string;
  proxyConfig: string;
  certificates: string;
};

/** Revisions of Alembic, oldest first; each names the one before it. */
const REVISIONS = [
  { revision: '8b1d20c4e5f6', about: 'create tenants, customers and invoices', up: "op.create_table('invoices')" },
  { revision: 'a91c7f3d0e12', about: 'add payments', up: "op.create_table('payments')" },
  {
    revision: PAKSA_REVISION,
    about: 'index invoices by tenant and date',
    up: "op.create_index('idx_invoices_tenant_date', 'invoices', ['tenant_id', 'created_at'])",
  },
];
const LOG_FOLDER = 'log';

const nameOf = (revision: string, about: string) => `${revision}_${about.replace(/[^a-z]+/g, '_')}.py`;

/** A file as `alembic revision` writes it. */
export function revisionFile(of: { revision: string; down: string | null; about: string; up: string }): { name: string; text: string } {
  const down = of.down === null ? 'None' : `'${of.down}'`;
  const text = `"""${of.about}

Revision ID: ${of.revision}
Revises: ${of.down ?? ''}
Create Date: 2026-03-02 09:14:00

"""
from alembic import op

revision = '${of.revision}'
down_revision = ${down}
branch_labels = None
depends_on = None


def upgrade():
    ${of.up}


def downgrade():
    pass
`;
  return { name: nameOf(of.revision, of.about), text };
}

async function writeRevisions(versions: string) {
  for (const name of await readdir(versions)) if (name.endsWith('.py')) await rm(path.join(versions, name));
  for (const [index, each] of REVISIONS.entries()) {
    const { name, text } = revisionFile({ ...each, down: REVISIONS[index - 1]?.revision ?? null });
    await writeFile(path.join(versions, name), text);
  }
}

/** Makes the folder of migrations what it was: one line of revisions with one head. */
export const restoreRevisions = ({ versions }: PaksaFiles) => writeRevisions(versions);

const settingsText = (password: string, secret: string) => `DATABASE_URL=postgresql://paksa_app:${password}@127.0.0.1:5432/paksa
REDIS_URL=redis://127.0.0.1:6379/0
JWT_SECRET_KEY=${secret}
JWT_ALGORITHM=HS256
ENVIRONMENT=practice
DEBUG=false
`;

/** Writes the files of Paksa's machine as they are when it is healthy. */
export async function makePaksaFiles(labDir: string): Promise<PaksaFiles> {
  const folder = path.join(labDir, 'paksa');
  const at = (...parts: string[]) => path.join(folder, ...parts);
  const files: PaksaFiles = {
    folder,
    settings: at('backend.env'),
    versions: at('alembic', 'versions'),
    backendLog: at(LOG_FOLDER, 'backend.log'),
    proxyLog: at(LOG_FOLDER, 'nginx-error.log'),
    accessLog: at(LOG_FOLDER, 'nginx-access.log'),
    proxyConfig: at('nginx', 'paksa.conf'),
    certificates: at('certs'),
  };
  for (const part of [files.versions, at(LOG_FOLDER), at('nginx'), files.certificates]) await mkdir(part, { recursive: true, mode: 0o700 });
  await writeFile(files.settings, settingsText(await keepToken(labDir, 'paksa-practice'), await keepToken(labDir, 'paksa-signing')), {
    mode: 0o600,
  });
  for (const log of [files.backendLog, files.proxyLog, files.accessLog]) await writeFile(log, '', { flag: 'a' });
  await writeRevisions(files.versions);
  return files;
}
