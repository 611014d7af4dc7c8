import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { permissionToRun } from './rules';
import type { RunRights } from './schema';

/** What this person may press, for the screen to say so beforehand; the verbs decide. Pure. */
export function runRights(ctx: Context, inOpenIncident: boolean): RunRights {
  const may = (effect: 'read' | 'mutating' | 'destructive', brokeGlass = false) =>
    holds(ctx.roles, permissionToRun(effect, inOpenIncident, brokeGlass));
  return {
    name: ctx.actor.name,
    read: may('read'),
    mutating: may('mutating'),
    destructive: inOpenIncident && may('destructive'),
    breakGlass: inOpenIncident && may('destructive', true),
    approve: holds(ctx.roles, 'run.destructive_approve'),
    cancel: holds(ctx.roles, 'run.cancel'),
    schedule: holds(ctx.roles, 'schedule.manage'),
    scheduleOnProduction: holds(ctx.roles, 'schedule.manage_on_production'),
  };
}
