import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireSession } from '@/auth/require-session';
import { Clocks } from '@/components/clocks/clocks';
import type { UpdateRights } from '@/components/comms/update-rights';
import type { Rights } from '@/components/incidents/lifecycle/rights';
import { IncidentRoom } from '@/components/incidents/room/incident-room';
import { EscalateSection } from '@/components/oncall/escalate-section';
import { holds, type Permission } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { listClocks } from '@/domain/incidents/clocks/list-clocks';
import { getIncident } from '@/domain/incidents/get-incident';
import { listSeverityPolicies } from '@/domain/incidents/list-severity-policies';
import { isOpen } from '@/domain/incidents/rules';
import { firstEvents } from './first-events';
import { Outside } from './outside';
import { RunbookTab } from './runbook-tab';
import { WorkflowTab } from './workflow-tab';

type PageProps = { params: Promise<{ number: string }>; searchParams: Promise<{ runbook?: string | string[]; whole?: string }> };

/** Once for the page and its title. */
const load = cache(async (ctx: Context, number: string) => {
  if (!/^\d{1,10}$/.test(number)) notFound();
  return getIncident(ctx, Number(number)).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') notFound();
    throw error;
  });
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const incident = await load(await requireSession(), (await params).number);
  return { title: `${incident.severity} ${incident.title} · #${incident.number}` };
}

export default async function IncidentPage({ params, searchParams }: PageProps) {
  const ctx = await requireSession();
  const incident = await load(ctx, (await params).number);
  const { number } = incident;
  const { runbook, whole } = await searchParams;
  const [{ first }, policies, clocks] = await Promise.all([
    firstEvents(ctx, incident, whole !== undefined),
    listSeverityPolicies(ctx),
    listClocks(ctx, { number }),
  ]);
  const may = (permission: Permission) => holds(ctx.roles, permission);
  return (
    <IncidentRoom
      key={number}
      incident={incident}
      first={first}
      me={{ id: ctx.actor.id, name: ctx.actor.name }}
      may={rightsOf(may)}
      updates={updateRightsOf(may, ctx.actor.id)}
      meanings={policies.map(({ severity, label, definition, response, escalation, communication }) => ({
        severity,
        label,
        definition,
        response,
        escalation,
        communication,
      }))}
      clocks={
        <Clocks
          number={number}
          initial={clocks}
          open={isOpen(incident.status)}
          mayPause={may('clock.pause')}
          mayTell={may('clock.tell_status_page')}
        />
      }
      runbook={<RunbookTab ctx={ctx} incident={incident} chosen={typeof runbook === 'string' ? runbook : undefined} />}
      outside={<Outside ctx={ctx} number={number} />}
      contacts={
        <EscalateSection
          number={number}
          mayEscalate={isOpen(incident.status) && may('escalation.request')}
          restricted={incident.restricted}
        />
      }
      workflow={<WorkflowTab ctx={ctx} incident={incident} />}
    />
  );
}

type May = (permission: Permission) => boolean;

const rightsOf = (may: May): Rights => ({
  acknowledge: may('incident.acknowledge'),
  status: may('incident.change_status'),
  severity: may('incident.change_severity'),
  note: may('incident.note'),
  editAnyNote: may('incident.edit_note_of_another'),
  resolve: may('incident.resolve'),
  reopen: may('incident.reopen'),
  investigate: may('investigation.work'),
  run: may('run.read_only'),
  edit: may('incident.edit'),
  merge: may('incident.merge'),
  assignRole: may('incident.assign_role'),
  participants: may('incident.participants'),
  escalate: may('escalation.request'),
  draftUpdate: may('update.draft'),
  restrict: may('incident.restrict'),
});

const updateRightsOf = (may: May, me: string | null): UpdateRights => ({
  me,
  draft: may('update.draft'),
  send: may('update.send'),
  sendToCustomers: may('update.send_to_customers'),
  approve: may('update.approve'),
});
