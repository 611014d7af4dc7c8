import type { Command } from '@/domain/runbooks/kinds/argv/read-command';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { dockerProblem, readDocker } from '@/domain/runbooks/kinds/docker';
import { mapStrings } from '@/domain/runbooks/kinds/strict-json';
import { fillWords } from '../fill-in';
import { errored, stoppedEarly } from '../outcome-errors';
import type { Runner, RunnerRequest } from '../schema';
import { asRefusal } from './api/api-peer';
import { concernLines } from './concern';
import { composeUp, restart, start, stop, tag, update } from './docker/change';
import { connectDocker } from './docker/connect-docker';
import type { DockerData, DockerVerb } from './docker/docker-data';
import { exec } from './docker/exec';
import { inspect } from './docker/inspect';
import { composePs, images, ps, top, version } from './docker/list';
import { stats } from './docker/stats';
import { events, logs } from './docker/streams';

const VERBS: Record<string, DockerVerb> = {
  ps,
  inspect,
  logs,
  stats,
  top,
  events,
  images,
  version,
  exec,
  'compose ps': composePs,
  'compose logs': logs,
  'compose exec': exec,
  start,
  stop,
  restart,
  update,
  tag,
  'compose start': start,
  'compose stop': stop,
  'compose restart': restart,
  'compose up': composeUp,
};

const filled = (request: RunnerRequest, command: Command): Command =>
  mapStrings(command, (text) => fillWords(request, [text])[0] ?? '') as Command;

/**
 * One command of docker or docker compose, through the engine's own interface. Data: reachable, verb, problems, error, and by command rows, count,
 * running; status, health, oomKilled, exitCode, restartCount, image, memoryLimitBytes, value; lines, errorLines, bounded; stdout, stderr; changed.
 */
export const docker: Runner = async (request) => {
  const { block, target, signal } = request;
  const read = readDocker(block.body, block);
  if (isProblem(read)) return errored('body', `The command cannot be run: ${read.problem}.`);
  const command = filled(request, read);
  const problem = dockerProblem(command);
  if (problem) return errored('input', `The command cannot be run with these values: ${problem.problem}.`);
  const { verb } = command;
  try {
    const peer = await connectDocker(target, block.effect, signal);
    if ('outcome' in peer) return peer.outcome;
    const found = await (VERBS[verb] as DockerVerb)({ peer, command, request });
    if (signal.aborted) return stoppedEarly(found);
    const { problems = [] } = found;
    if (problems.length) await request.emit('stdout', concernLines(problems));
    return { status: 'completed', data: { reachable: true, verb, ...found, problems, error: null } satisfies DockerData };
  } catch (error) {
    if (signal.aborted) return stoppedEarly();
    const { outside, answered } = asRefusal(error, target.name);
    const { code, message } = outside;
    await request.emit('stderr', `${message}\n`);
    if (code === 'egress') return errored(code, message);
    return { status: 'completed', data: { reachable: answered, verb, problems: [], error: outside } satisfies DockerData };
  }
};
