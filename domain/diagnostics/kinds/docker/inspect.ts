import { flagValue } from '@/domain/runbooks/kinds/argv/read-command';
import { warning } from '../concern';
import { type Inspected, inspectContainer } from './containers';
import type { DockerVerb } from './docker-data';
import { judgeInspected } from './judge-container';

const HIDDEN = '[redacted]';
const HEALTH_RUNS = 3;

/** Variables keep their names alone; labels and arguments go through the redactor like everything else. */
function withoutValues(container: Inspected): Inspected {
  const Env = container.Config.Env?.map((each) => each.replace(/=[\s\S]*$/, `=${HIDDEN}`));
  return { ...container, Config: { ...container.Config, Env } };
}

function valueAt(container: Inspected, format: string): unknown {
  const names = format.replace(/^\{\{\s*(?:json\s+)?\.|\s*\}\}$/g, '').split('.');
  return names.filter(Boolean).reduce<unknown>((value, name) => {
    const isTree = typeof value === 'object' && value !== null;
    return isTree && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : null;
  }, container);
}

/** What a container is made of and how it is doing. The values of its environment are left out. */
export const inspect: DockerVerb = async ({ peer, command, request }) => {
  const container = withoutValues(await inspectContainer(peer, command.args[0] ?? '', request.signal));
  const { State, HostConfig, RestartCount = 0, Config } = container;
  const format = flagValue(command, 'format');
  const shown = format ? valueAt(container, format) : container;
  await request.emit('stdout', `${JSON.stringify(shown, null, 2)}\n`);
  return {
    ...(format ? { value: shown } : {}),
    status: State.Status,
    health: State.Health?.Status ?? null,
    healthLog: (State.Health?.Log ?? []).slice(-HEALTH_RUNS).map(({ ExitCode, Output }) => ({ exitCode: ExitCode, output: Output })),
    oomKilled: State.OOMKilled ?? false,
    exitCode: State.ExitCode ?? 0,
    restartCount: RestartCount,
    image: Config.Image,
    memoryLimitBytes: HostConfig.Memory ?? 0,
    details: {
      startedAt: State.StartedAt,
      finishedAt: State.FinishedAt,
      error: State.Error,
      env: Config.Env,
      restart: HostConfig.RestartPolicy,
    },
    problems: [
      ...(format && shown === null ? [warning('no_field', `the container says nothing at ${format}`)] : []),
      ...judgeInspected(container),
    ],
  };
};
