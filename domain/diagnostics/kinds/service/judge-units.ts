import type { ServiceBody } from '@/domain/runbooks/kinds/service';
import { type Concern, failing, warning } from '../concern';
import type { UnitView } from './read-units';

const OFTEN = 3;

function notRunning({ unit, activeState, subState, result }: UnitView): Concern[] {
  if (activeState === 'active') return [];
  if (activeState === 'failed') return [failing('failed', `${unit} has failed (${result})`)];
  if (activeState === 'activating' && subState === 'auto-restart')
    return [failing('restarting', `${unit} ends again and again, and waits to be started anew (${result})`)];
  if (activeState === 'activating' || activeState === 'reloading') return [warning('starting', `${unit} is still ${activeState}`)];
  return [failing('stopped', `${unit} is not running: ${activeState} (${subState})`)];
}

function judgeRunning(view: UnitView): Concern[] {
  const { unit, activeState, subState, restarts, enabled } = view;
  return [
    ...notRunning(view),
    ...(activeState === 'active' && subState === 'exited' && /^postgresql\.service$/.test(unit)
      ? [warning('umbrella', `${unit} is only the roof over its clusters: ask for postgresql@VERSION-CLUSTER`)]
      : []),
    ...(restarts > OFTEN ? [warning('restarts', `${unit} was started anew ${restarts} times`)] : []),
    ...(activeState === 'active' && enabled === 'disabled'
      ? [warning('disabled', `${unit} is not enabled: it will not be there after the next boot`)]
      : []),
  ];
}

/** What is wrong with a unit, or after a change with what became of it. */
export function judgeUnit(view: UnitView, verb: ServiceBody['verb']): Concern[] {
  const { unit, found, activeState, enabled } = view;
  if (!found) return [failing('not_found', `systemd knows no ${unit}`)];
  if (verb === 'stop')
    return activeState === 'inactive' || activeState === 'failed' ? [] : [failing('still_running', `${unit} is still ${activeState}`)];
  if (verb === 'enable' || verb === 'disable')
    return enabled.startsWith(verb) ? [] : [failing('not_changed', `${unit} is ${enabled || 'neither enabled nor disabled'}`)];
  return judgeRunning(view);
}
