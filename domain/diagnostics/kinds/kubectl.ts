import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { type KubectlCommand, kubectlProblem, readKubectl } from '@/domain/runbooks/kinds/kubectl';
import { mapStrings } from '@/domain/runbooks/kinds/strict-json';
import { fillWords } from '../fill-in';
import { errored, stoppedEarly } from '../outcome-errors';
import type { InputValue, Runner, RunnerRequest } from '../schema';
import { asRefusal } from './api/api-peer';
import { askJson } from './api/ask-api';
import { concernLines } from './concern';
import {
  apply,
  createTlsSecret,
  deletePod,
  patch,
  rolloutRestart,
  rolloutUndo,
  scale,
  setEnv,
  setImage,
  setResources,
} from './kubectl/change';
import { connectCluster } from './kubectl/connect-cluster';
import { exec } from './kubectl/exec';
import { describe, get } from './kubectl/get';
import type { KubectlData, KubectlVerb } from './kubectl/kubectl-data';
import { logs } from './kubectl/logs';
import { rolloutHistory, rolloutStatus } from './kubectl/rollout';
import { topNodes, topPods } from './kubectl/top';

const WHOLE = /^\{([a-z][a-z0-9_]*)\}$/;

const version: KubectlVerb = async ({ peer, request }) => {
  const { gitVersion, platform } = await askJson<Record<string, string>>(peer, { path: '/version' }, request.signal);
  await request.emit('stdout', `${gitVersion} ${platform}\n`);
  return { rows: [{ version: gitVersion, platform }], count: 1 };
};

const VERBS: Record<string, KubectlVerb> = {
  get,
  describe,
  logs,
  'top pods': topPods,
  'top nodes': topNodes,
  'rollout status': rolloutStatus,
  'rollout history': rolloutHistory,
  exec,
  version,
  'rollout restart': rolloutRestart,
  'rollout undo': rolloutUndo,
  scale,
  patch,
  apply,
  'create secret tls': createTlsSecret,
  delete: deletePod,
  'set image': setImage,
  'set env': setEnv,
  'set resources': setResources,
};

/** Words are texts; in a patch or manifest, a value that is all of a text keeps its type. */
function filled(request: RunnerRequest, { documents, ...command }: KubectlCommand): KubectlCommand {
  const words = mapStrings(command, (text) => fillWords(request, [text])[0] ?? '') as KubectlCommand;
  if (!documents) return words;
  const inTree = (text: string): InputValue => {
    const name = WHOLE.exec(text)?.[1];
    return name && Object.hasOwn(request.inputs, name) ? (request.inputs[name] as InputValue) : (fillWords(request, [text])[0] ?? '');
  };
  return { ...words, documents: mapStrings(documents, inTree) as unknown[] };
}

/**
 * One command of kubectl, through the cluster's own interface. Data: reachable, verb, about, problems, error, and by command rows, count, ready,
 * notReady, restarts, details, events; lines, errorLines, bounded; memory_used_pct, cpu_used_pct; complete, replicas, updated, available;
 * exitCode, stdout, stderr; changed, diff, dryRun, replicas_before.
 */
export const kubectl: Runner = async (request) => {
  const { block, target, signal } = request;
  const read = readKubectl(block.body, block);
  if (isProblem(read)) return errored('body', `The command cannot be run: ${read.problem}.`);
  const command = filled(request, read);
  const problem = kubectlProblem(command);
  if (problem) return errored('input', `The command cannot be run with these values: ${problem.problem}.`);
  const { verb } = command;
  const about = command.about?.resource.plural;
  const base = { verb, ...(about ? { about } : {}) };
  try {
    const peer = await connectCluster(target, block.effect, signal);
    if ('outcome' in peer) return peer.outcome;
    const found = await (VERBS[verb] as KubectlVerb)({ peer, command, request });
    if (signal.aborted) return stoppedEarly(found);
    const { problems = [] } = found;
    if (problems.length) await request.emit('stdout', concernLines(problems));
    return { status: 'completed', data: { reachable: true, ...base, ...found, problems, error: null } satisfies KubectlData };
  } catch (error) {
    if (signal.aborted) return stoppedEarly();
    const { outside, answered } = asRefusal(error, target.name);
    const { code, message } = outside;
    await request.emit('stderr', `${message}\n`);
    if (code === 'egress' || code === 'roots') return errored(code, message);
    return { status: 'completed', data: { reachable: answered, ...base, problems: [], error: outside } satisfies KubectlData };
  }
};
