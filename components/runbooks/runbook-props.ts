import type { TemplateView } from '@/domain/comms/list-templates';
import type { StaleBlockView } from '@/domain/diagnostics/rehearsal/schema';
import type { ScheduleView } from '@/domain/diagnostics/schedules/schema';
import type { RunRights, RunView } from '@/domain/diagnostics/schema';
import type { IncidentView } from '@/domain/incidents/schema';
import type { ContactView } from '@/domain/oncall/schema';
import type { Environment, Runbook } from '@/domain/runbooks/schema';

/** Everything a runbook's page shows. Inside an incident, `incident` is it, and the runs are that incident's. */
export type RunbookProps = {
  runbook: Runbook;
  incident?: IncidentView;
  lastRuns: Record<string, RunView>;
  /** What of it runs by itself, and what stopped working. */
  schedules: ScheduleView[];
  stale: StaleBlockView[];
  rights: RunRights;
  /** By the target's name. */
  environments: Record<string, Environment>;
  contacts: ContactView[];
  templates: TemplateView[];
  /** Inside an open incident: whether the reader may carry out its procedures. */
  mayCarryOut: boolean;
};
