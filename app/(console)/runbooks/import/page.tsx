import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { ImportDesk } from '@/components/runbooks/import/import-desk';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { holds } from '@/domain/access/matrix';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';

export const metadata: Metadata = { title: 'Import guides' };

export default async function ImportPage() {
  const ctx = await requireSession();
  const mayImport = holds(ctx.roles, 'runbook.import');
  const services = mayImport ? [...new Set((await listRunbooks()).map(({ service }) => service))].sort() : [];
  return (
    <Page>
      <PageHeader
        title="Import guides"
        facts="Markdown and reStructuredText become runbooks. What is proven only to read gets a button; everything else stays to be read."
      />
      {mayImport ? (
        <ImportDesk services={services} />
      ) : (
        <EmptyState title="Commanders and admins import guides">
          Ask one of them, or put a file at <code className="font-mono">runbooks/SERVICE/NAME.mdx</code>.
        </EmptyState>
      )}
    </Page>
  );
}
