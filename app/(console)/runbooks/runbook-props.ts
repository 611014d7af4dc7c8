import type { RunbookProps } from '@/components/runbooks/runbook-props';
import { holds } from '@/domain/access/matrix';
import { listTemplates } from '@/domain/comms/list-templates';
import type { Context } from '@/domain/context';
import { listLastRuns } from '@/domain/diagnostics/list-last-runs';
import { listStaleBlocks } from '@/domain/diagnostics/rehearsal/list-stale-blocks';
import { runRights } from '@/domain/diagnostics/run-rights';
import { listSchedules } from '@/domain/diagnostics/schedules/list-schedules';
import type { RunView } from '@/domain/diagnostics/schema';
import { isOpen } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import { listContacts } from '@/domain/oncall/list-contacts';
import { examineRunbook } from '@/domain/runbooks/examine-runbook';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { loadTargets } from '@/domain/runbooks/load-targets';

/** A result larger than this is fetched when it is opened, not sent with the page. */
const INLINE_DATA_CHARS = 8_000;

/**
 * What a runbook's page shows, for `<RunbookDocument {...props} />`; null when there is no such runbook. What needs the
 * database is empty while it is away: the text stays readable, `degraded` says so.
 */
export async function runbookProps(
  ctx: Context,
  slug: string,
  incident?: IncidentView,
): Promise<(RunbookProps & { degraded: boolean }) | null> {
  const [loaded, problems] = await Promise.all([loadRunbook(slug), examineRunbook(slug)]);
  if (!loaded) return null;
  const runbook = { ...loaded, problems: problems ?? loaded.problems };
  let degraded = false;
  const orEmpty = <T>(asked: Promise<T>, empty: T) =>
    asked.catch(() => {
      degraded = true;
      return empty;
    });
  const [{ targets }, lastRuns, contacts, templates, schedules, stale] = await Promise.all([
    loadTargets(),
    orEmpty(listLastRuns(ctx, { runbook: slug, incident: incident?.number }), {}),
    orEmpty(listContacts(ctx), []),
    orEmpty(listTemplates(ctx), []),
    orEmpty(listSchedules(ctx, { runbook: slug }), []),
    orEmpty(listStaleBlocks(ctx, { runbook: slug }), []),
  ]);
  return {
    runbook,
    incident,
    lastRuns: Object.fromEntries(Object.entries(lastRuns).map(([block, run]) => [block, withoutLargeData(run)])),
    rights: runRights(ctx, incident !== undefined && isOpen(incident.status)),
    environments: Object.fromEntries([...targets.values()].map(({ name, environment }) => [name, environment])),
    schedules,
    stale,
    contacts,
    templates,
    mayCarryOut: incident !== undefined && isOpen(incident.status) && holds(ctx.roles, 'procedure.run'),
    degraded,
  };
}

function withoutLargeData(run: RunView): RunView {
  return run.data && JSON.stringify(run.data).length > INLINE_DATA_CHARS ? { ...run, data: null } : run;
}
