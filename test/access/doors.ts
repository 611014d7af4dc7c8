import type { Permission } from '@/domain/access/matrix';

/** anyone: whoever can reach the console. The right, if any, is in what they bring: a password, a link, a key's secret. */
export type Right = Permission | 'anyone';

/** Every door of the console and what it asks for. A door that is not here fails the access test. */
export const DOORS: Record<string, Right> = {
  'action access.inviteUser': 'access.manage',
  'action access.createSignInLink': 'access.manage',
  'action access.changeRoles': 'access.manage',
  'action access.disableUser': 'access.manage',
  'action access.enableUser': 'access.manage',
  'action access.signOutEverywhere': 'access.manage',
  'action access.revokeSession': 'access.own',
  'action access.changePassword': 'access.own',
  'action access.createApiKey': 'access.manage',
  'action access.revokeApiKey': 'access.manage',
  'action sign-in.signIn': 'anyone',
  'action sign-in.continueWithOidc': 'anyone',
  'action sign-in.setUp': 'anyone',
  'action sign-in.join': 'anyone',
  'action sign-in.signOut': 'access.own',
  'action incidents.declareIncident': 'incident.declare',
  'action incidents.declareByForm': 'incident.declare',
  'action incidents.acknowledgeIncident': 'incident.acknowledge',
  'action incidents.changeStatus': 'incident.change_status',
  'action incidents.changeSeverity': 'incident.change_severity',
  'action incidents.addNote': 'incident.note',
  'action incidents.resolveIncident': 'incident.resolve',
  'action incidents.reopenIncident': 'incident.reopen',
  'action diagnostics.runDiagnostic': 'run.read_only',
  'action diagnostics.cancelRun': 'run.cancel',
  'action diagnostics.resolveRemediation': 'run.read',
  'action diagnostics.requestApproval': 'run.destructive_request',
  'action diagnostics.decideApproval': 'run.destructive_approve',
  'action diagnostics.listApprovals': 'run.read',
  'action procedures.startProcedure': 'procedure.run',
  'action procedures.finishStep': 'procedure.run',
  'action procedures.failStep': 'procedure.run',
  'action procedures.skipStep': 'procedure.run',
  'action procedures.stopProcedure': 'procedure.run',

  'next GET /api/auth/[...nextauth]': 'anyone',
  'next POST /api/auth/[...nextauth]': 'anyone',

  'engine GET /health': 'anyone',
  'engine GET /metrics': 'anyone',
  'engine GET /api/v1/openapi.json': 'anyone',
  'engine ALL /api/v1/*': 'anyone',
  'engine GET /api/v1/runbooks': 'runbook.read',
  'engine GET /api/v1/runbooks/:service/:name': 'runbook.read',
  'engine GET /api/v1/search': 'runbook.read',
  'engine POST /api/v1/runs': 'run.read_only',
  'engine GET /api/v1/runs': 'run.read',
  'engine GET /api/v1/runs/:id': 'run.read',
  'engine POST /api/v1/runs/:id/cancel': 'run.cancel',
  'engine POST /api/v1/runs/resolve': 'run.read',
  'engine POST /api/v1/approvals': 'run.destructive_request',
  'engine GET /api/v1/approvals': 'run.read',
  'engine POST /api/v1/approvals/:id/decide': 'run.destructive_approve',
  'engine POST /api/v1/incidents': 'incident.declare',
  'engine GET /api/v1/incidents': 'incident.read',
  'engine GET /api/v1/incidents/:number': 'incident.read',
  'engine GET /api/v1/incidents/:number/timeline': 'incident.read',
  'engine POST /api/v1/incidents/:number/acknowledge': 'incident.acknowledge',
  'engine POST /api/v1/incidents/:number/status': 'incident.change_status',
  'engine POST /api/v1/incidents/:number/severity': 'incident.change_severity',
  'engine POST /api/v1/incidents/:number/notes': 'incident.note',
  'engine POST /api/v1/incidents/:number/resolve': 'incident.resolve',
  'engine POST /api/v1/incidents/:number/reopen': 'incident.reopen',
  'engine GET /api/v1/incidents/:number/procedures': 'incident.read',
  'engine POST /api/v1/incidents/:number/procedures': 'procedure.run',
  'engine POST /api/v1/procedures/:procedure/steps/:step/finish': 'procedure.run',
  'engine POST /api/v1/procedures/:procedure/steps/:step/fail': 'procedure.run',
  'engine POST /api/v1/procedures/:procedure/steps/:step/skip': 'procedure.run',
  'engine POST /api/v1/procedures/:procedure/stop': 'procedure.run',

  'stream GET /api/v1/runs/:id/output': 'run.read',
  'stream GET /api/v1/runs/:id/output.txt': 'run.read',
  'stream GET /live/incidents/:number': 'incident.read',
  'stream GET /live/runbooks/:service/:name': 'runbook.read',
  'stream GET /live/runs/:id': 'run.read',
  'stream POST /live/:stream/watch': 'run.read',
};

/** Pages for whoever comes; every other page begins by asking who is there. */
export const OPEN_PAGES = ['app/sign-in/page.tsx', 'app/set-up/[token]/page.tsx'];

/** What to send where the right depends on what is asked. */
export const ASKED: Record<string, object> = {
  'action diagnostics.decideApproval': { decision: 'approved' },
  'engine POST /api/v1/approvals/:id/decide': { decision: 'approved' },
};

/** Actions whose verb is called in auth/, because a cookie goes with it. */
export const VERB_IN_AUTH: Record<string, string> = { 'action sign-in.signOut': 'domain/access/revoke-session' };
