import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { DeclareForm } from '@/components/incidents/declare/declare-form';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { holds, MATRIX } from '@/domain/access/matrix';
import { listSeverityPolicies } from '@/domain/incidents/list-severity-policies';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';

export const metadata: Metadata = { title: 'Declare an incident' };

type PageProps = { searchParams: Promise<{ runbook?: string | string[] }> };

export default async function DeclarePage({ searchParams }: PageProps) {
  const ctx = await requireSession();
  const [{ runbook: slug }, policies, runbooks] = await Promise.all([searchParams, listSeverityPolicies(ctx), listRunbooks()]);
  const runbook = runbooks.find((known) => known.slug === slug);
  return (
    <Page className="max-w-xl">
      <PageHeader title="Declare an incident" />
      {holds(ctx.roles, 'incident.declare') ? (
        <DeclareForm
          meanings={policies.map(({ severity, label, definition, response }) => ({ severity, label, definition, response }))}
          services={[...new Set(runbooks.map(({ service }) => service))]}
          prefill={{ runbook: runbook?.slug, service: runbook?.service, severity: runbook?.severity }}
        />
      ) : (
        <EmptyState title="You cannot declare incidents">
          It takes the role {MATRIX['incident.declare'].join(' or ')}. Ask an admin, or tell one of them what you see.
        </EmptyState>
      )}
    </Page>
  );
}
