import { flagValue } from '@/domain/runbooks/kinds/argv/read-command';
import { dockerProblem } from '@/domain/runbooks/kinds/docker';
import { kubectlProblem } from '@/domain/runbooks/kinds/kubectl';
import { type Resource, resourceNamed } from '@/domain/runbooks/kinds/kubectl-resources';
import type { LogOrigin } from '@/domain/runbooks/kinds/logscan';
import { mapStrings } from '@/domain/runbooks/kinds/strict-json';
import { fillWords } from '../../fill-in';
import type { Outcome, RunnerRequest } from '../../schema';
import { OutsideRefusal } from '../api/api-peer';
import { openAnswer } from '../api/ask-api';
import type { SourceLine } from '../api/follow-lines';
import { connectDocker } from '../docker/connect-docker';
import { containerPath, inspectContainer, meantContainers } from '../docker/containers';
import { containerLines } from '../docker/read-frames';
import { connectCluster } from '../kubectl/connect-cluster';
import { containerOf, findPods } from '../kubectl/find-pods';
import { podLines } from '../kubectl/logs';
import { pathTo } from '../kubectl/objects';
import type { Window } from './scan-logs';

const STAMP = /^(\d{4}-\d{2}-\d{2}T\S+) ?/;
const MOST_PODS = 50;

/** The log of one container, its lines as they were written; `close` ends it. */
export type RemoteLog = { shown: string; open: () => Promise<{ lines: AsyncIterable<SourceLine>; close: () => void }> };
type Asked = { request: RunnerRequest; window: Window; follow: boolean };

/** Lines come with the engine's time: those outside the window are left out, and the time is taken away again. */
async function* within(
  lines: AsyncIterable<SourceLine>,
  { sinceMs = 0, untilMs = Number.POSITIVE_INFINITY }: Window,
): AsyncGenerator<SourceLine> {
  for await (const { stream, text } of lines) {
    const [stamp = '', at = ''] = STAMP.exec(text) ?? [];
    const time = Date.parse(at);
    if (!Number.isNaN(time) && (time < sinceMs || time > untilMs)) continue;
    yield { stream, text: text.slice(stamp.length) };
  }
}

const secondsOf = (ms: number | undefined) => (ms === undefined ? undefined : Math.floor(ms / 1_000));

async function containerLogs(
  origin: LogOrigin & { of: 'docker' },
  { request, window, follow }: Asked,
): Promise<RemoteLog[] | { outcome: Outcome }> {
  const { target, signal } = request;
  const peer = await connectDocker(target, 'read', signal);
  if ('outcome' in peer) return peer;
  const names = await meantContainers(peer, origin.command, signal);
  return names.map((name) => ({
    shown: name,
    open: async () => {
      const { Config } = await inspectContainer(peer, name, signal);
      const query = {
        stdout: 1,
        stderr: 1,
        timestamps: 1,
        since: secondsOf(window.sinceMs),
        follow: follow ? 1 : undefined,
        tail: follow ? 0 : undefined,
      };
      const response = await openAnswer(peer, { path: containerPath(name, '/logs'), query }, signal);
      return { lines: within(containerLines(response, Config.Tty === true), window), close: () => response.destroy() };
    },
  }));
}

async function podLogs(
  origin: LogOrigin & { of: 'kubernetes' },
  { request, window, follow }: Asked,
): Promise<RemoteLog[] | { outcome: Outcome }> {
  const { target, signal } = request;
  const peer = await connectCluster(target, 'read', signal);
  if ('outcome' in peer) return peer;
  const pods = (await findPods(peer, origin.command, signal)).slice(0, MOST_PODS);
  return pods.map((pod) => ({
    shown: pod.metadata.name,
    open: async () => {
      const { name, namespace } = pod.metadata;
      const container = flagValue(origin.command, 'container') ?? containerOf(pod);
      const since = window.sinceMs === undefined ? {} : { sinceTime: new Date(window.sinceMs).toISOString() };
      const query = { container, timestamps: true, ...since, ...(follow ? { follow, tailLines: 0 } : {}) };
      const path = pathTo(resourceNamed('pods') as Resource, namespace, name, 'log');
      const response = await openAnswer(peer, { path, query }, signal);
      return { lines: within(podLines(response), window), close: () => response.destroy() };
    },
  }));
}

function filled(request: RunnerRequest, origin: LogOrigin): LogOrigin {
  const whole = mapStrings(origin, (text) => fillWords(request, [text])[0] ?? '') as LogOrigin;
  const problem = whole.of === 'docker' ? dockerProblem(whole.command) : kubectlProblem(whole.command);
  if (problem) throw new OutsideRefusal({ code: 'input', message: `Whose logs is not clear with these values: ${problem.problem}.` });
  return whole;
}

/** The logs of the containers or pods that a block names; an outcome when they cannot be had here. Throws OutsideRefusal. */
export async function findRemoteLogs(origins: readonly LogOrigin[], asked: Asked): Promise<RemoteLog[] | { outcome: Outcome }> {
  const found: RemoteLog[] = [];
  for (const each of origins) {
    const origin = filled(asked.request, each);
    const logs = origin.of === 'docker' ? await containerLogs(origin, asked) : await podLogs(origin, asked);
    if ('outcome' in logs) return logs;
    found.push(...logs);
  }
  return found;
}
