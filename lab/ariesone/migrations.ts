import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const REVISIONS = [
  { id: '8b1d4e02c7aa', before: null, says: 'companies and locations' },
  { id: 'c40f7a9e1b35', before: '8b1d4e02c7aa', says: 'users and their roles' },
  { id: '3f9c2a71d0b4', before: 'c40f7a9e1b35', says: 'index companies by npi' },
];

/** The revision that the database is at when all is well. */
export const HEAD = '3f9c2a71d0b4';

const revisionFile = ({ id, before, says }: (typeof REVISIONS)[number]) => `"""${says}"""

from alembic import op

revision = "${id}"
down_revision = ${before ? `"${before}"` : 'None'}
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SELECT 1")


def downgrade() -> None:
    op.execute("SELECT 1")
`;

/** Writes the migrations that Ariesone's code brings, as alembic keeps them. */
export async function writeMigrations(labDir: string): Promise<void> {
  const folder = path.join(labDir, 'ariesone', 'migrations', 'versions');
  await mkdir(folder, { recursive: true });
  for (const revision of REVISIONS)
    await writeFile(path.join(folder, `${revision.id}_${revision.says.replaceAll(' ', '_')}.py`), revisionFile(revision));
}
