import { type Concern, failing, warning } from '../concern';
import { type Inspected, type Listed, nameOf } from './containers';

const RESTARTS_NOTED = 3;

/** What the status of a listed container says to be wrong. */
export function judgeListed(container: Listed): Concern[] {
  const name = nameOf(container);
  if (container.State === 'restarting') return [failing('restarting', `${name} keeps restarting: ${container.Status}`)];
  if (container.State === 'dead') return [failing('dead', `${name} is dead`)];
  const code = Number(/^Exited \((\d+)\)/.exec(container.Status)?.[1] ?? 0);
  if (container.State === 'exited' && code !== 0) return [failing('exited', `${name} ended with exit code ${code}: ${container.Status}`)];
  if (/\(unhealthy\)/.test(container.Status)) return [failing('unhealthy', `${name} is unhealthy`)];
  if (container.State === 'exited') return [warning('stopped', `${name} is stopped: ${container.Status}`)];
  return container.State === 'paused' ? [warning('paused', `${name} is paused`)] : [];
}

/** What a container says of itself to be wrong: killed for memory, ended, unhealthy, restarted again and again, without a limit. */
export function judgeInspected({ Name, State, HostConfig, RestartCount = 0 }: Inspected): Concern[] {
  const name = Name.replace(/^\//, '');
  const found: Concern[] = [];
  if (State.OOMKilled) found.push(failing('oom_killed', `${name} was killed because it ran out of memory`));
  if (!State.Running || State.Status === 'restarting')
    found.push(
      failing('not_running', `${name} is ${State.Status}, exit code ${State.ExitCode ?? 0}${State.Error ? `: ${State.Error}` : ''}`),
    );
  if (State.Health?.Status === 'unhealthy')
    found.push(failing('unhealthy', `${name} failed its health check ${State.Health.FailingStreak ?? 1} times in a row`));
  if (RestartCount >= RESTARTS_NOTED) found.push(warning('restarts', `${name} was restarted ${RestartCount} times`));
  if (!HostConfig.Memory) found.push(warning('no_limit', `${name} has no memory limit: it may take all that the machine has`));
  return found;
}
