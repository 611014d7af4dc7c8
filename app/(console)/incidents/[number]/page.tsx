import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireSession } from '@/auth/require-session';
import { IncidentRoom } from '@/components/incidents/incident-room';
import { holds, type Permission } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { getIncident } from '@/domain/incidents/get-incident';
import { listSeverityPolicies } from '@/domain/incidents/list-severity-policies';
import { listTimeline } from '@/domain/incidents/list-timeline';
import { RunbookTab } from './runbook-tab';

type PageProps = { params: Promise<{ number: string }>; searchParams: Promise<{ runbook?: string | string[] }> };

/** Of a long timeline the newest come with the page; the rest when asked for. */
const FIRST_EVENTS = 200;

async function load(ctx: Context, number: string) {
  if (!/^\d{1,10}$/.test(number)) notFound();
  return getIncident(ctx, Number(number)).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') notFound();
    throw error;
  });
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const incident = await load(await requireSession(), (await params).number);
  return { title: `${incident.severity} ${incident.title} · #${incident.number}` };
}

export default async function IncidentPage({ params, searchParams }: PageProps) {
  const ctx = await requireSession();
  const incident = await load(ctx, (await params).number);
  const { number, lastSeq } = incident;
  const [{ items }, policies, { runbook }] = await Promise.all([
    listTimeline(ctx, { number, after: Math.max(0, lastSeq - FIRST_EVENTS), limit: FIRST_EVENTS }),
    listSeverityPolicies(ctx),
    searchParams,
  ]);
  const may = (permission: Permission) => holds(ctx.roles, permission);
  return (
    <IncidentRoom
      key={number}
      incident={incident}
      items={items}
      me={{ id: ctx.actor.id, name: ctx.actor.name }}
      may={{
        acknowledge: may('incident.acknowledge'),
        status: may('incident.change_status'),
        severity: may('incident.change_severity'),
        note: may('incident.note'),
        resolve: may('incident.resolve'),
        reopen: may('incident.reopen'),
        edit: may('incident.edit'),
        merge: may('incident.merge'),
        assignRole: may('incident.assign_role'),
        participants: may('incident.participants'),
        restrict: may('incident.restrict'),
      }}
      meanings={policies.map(({ severity, label, definition, response, escalation, communication }) => ({
        severity,
        label,
        definition,
        response,
        escalation,
        communication,
      }))}
      runbook={<RunbookTab ctx={ctx} incident={incident} chosen={typeof runbook === 'string' ? runbook : undefined} />}
    />
  );
}
