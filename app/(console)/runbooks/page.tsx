import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { RunbookTable } from '@/components/runbooks/runbook-table';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { holds } from '@/domain/access/matrix';
import { listLastVerdicts } from '@/domain/diagnostics/list-last-verdicts';
import { listStaleBlocks } from '@/domain/diagnostics/rehearsal/list-stale-blocks';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';

export const metadata: Metadata = { title: 'Runbooks' };

export default async function RunbooksPage() {
  const ctx = await requireSession();
  const [runbooks, runs, stale] = await Promise.all([
    listRunbooks(),
    listLastVerdicts(ctx).catch(() => []),
    listStaleBlocks(ctx).catch(() => []),
  ]);
  const services = [...new Set(runbooks.map(({ service }) => service))].sort();
  return (
    <Page>
      <PageHeader
        title="Runbooks"
        facts={runbooks.length > 0 && `${runbooks.length} in ${services.length} ${services.length === 1 ? 'service' : 'services'}`}
      >
        <LinkButton href="/schedules">Schedules</LinkButton>
        {holds(ctx.roles, 'runbook.import') && <LinkButton href="/runbooks/import">Import guides</LinkButton>}
      </PageHeader>
      {services.length === 0 && (
        <EmptyState title="No runbooks yet">
          Put a file at <code className="font-mono">runbooks/SERVICE/NAME.mdx</code>. It appears here with the next request; nothing needs a
          restart.
        </EmptyState>
      )}
      <div data-list className="grid gap-8">
        {services.map((service) => (
          <section key={service} aria-labelledby={`service-${service}`}>
            <h2 id={`service-${service}`} className="text-base font-semibold">
              {service}
            </h2>
            <RunbookTable runbooks={runbooks.filter((runbook) => runbook.service === service)} runs={runs} stale={stale} />
          </section>
        ))}
      </div>
    </Page>
  );
}
