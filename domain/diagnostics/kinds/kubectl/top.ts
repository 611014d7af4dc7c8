import { flagValue, hasFlag } from '@/domain/runbooks/kinds/argv/read-command';
import { type Resource, resourceNamed } from '@/domain/runbooks/kinds/kubectl-resources';
import { OutsideRefusal } from '../api/api-peer';
import { printRows } from '../api/print-rows';
import { failing, warning } from '../concern';
import type { KubectlAsk, KubectlFound, KubectlVerb } from './kubectl-data';
import { getThing, listThings, type Pod, type Thing } from './objects';
import { quantity } from './quantity';

const METRICS = { group: 'metrics.k8s.io', version: 'v1beta1' } as const;
const NEAR_LIMIT_PCT = 90;

type Usage = { cpu?: string; memory?: string };
type PodMetrics = Thing & { containers?: { name: string; usage: Usage }[] };

const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
const share = (part: number, whole: number | null) => (whole ? Math.round((part / whole) * 1_000) / 10 : null);
const most = (values: (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length ? Math.max(...known) : null;
};

/** What was asked of a metrics server that is not there is a missing peer, not a missing pod. */
async function measured<T extends Thing>({ peer, command, request }: KubectlAsk, plural: 'pods' | 'nodes'): Promise<T[]> {
  const [name] = command.args;
  const where = { plural, ...METRICS, namespaced: plural === 'pods' };
  const [namespace, selector] = [flagValue(command, 'namespace'), flagValue(command, 'selector')];
  try {
    if (name) return [await getThing<T>(peer, where, { namespace, name }, request.signal)];
    return (await listThings<T>(peer, where, { namespace, selector }, request.signal)).items;
  } catch (error) {
    if (!(error instanceof OutsideRefusal) || !/could not find the requested resource|page not found/.test(error.message)) throw error;
    throw new OutsideRefusal({ code: 'no_metrics', message: `${peer.where} measures nothing: no metrics-server runs in it` }, true);
  }
}

type Use = { name: string; cpu_used_pct: number | null; memory_used_pct: number | null };

function found(rows: (Use & Record<string, unknown>)[]): KubectlFound {
  const near = rows.filter(({ memory_used_pct: used }) => (used ?? 0) >= NEAR_LIMIT_PCT);
  return {
    rows,
    count: rows.length,
    memory_used_pct: most(rows.map((row) => row.memory_used_pct)),
    cpu_used_pct: most(rows.map((row) => row.cpu_used_pct)),
    problems: near.map(({ name, memory_used_pct: used }) => failing('memory', `${name} uses ${used} % of the memory that it may take`)),
  };
}

/** The sum of the limits of a pod's containers; nothing when one of them has none. */
function limitOf(pod: Pod | undefined, what: 'cpu' | 'memory'): number | null {
  const limits = pod?.spec?.containers.map(({ resources }) => quantity(resources?.limits?.[what])) ?? [];
  return limits.length && limits.every((limit) => limit !== null) ? sum(limits) : null;
}

export const topPods: KubectlVerb = async (ask) => {
  const { peer, command, request } = ask;
  const metrics = await measured<PodMetrics>(ask, 'pods');
  const [namespace, selector] = [flagValue(command, 'namespace'), flagValue(command, 'selector')];
  const pods = (await listThings<Pod>(peer, resourceNamed('pods') as Resource, { namespace, selector }, request.signal)).items;
  const rows = metrics.map(({ metadata, containers = [] }) => {
    const pod = pods.find((each) => each.metadata.name === metadata.name && each.metadata.namespace === metadata.namespace);
    const cpu = sum(containers.map(({ usage }) => quantity(usage.cpu)));
    const memory = sum(containers.map(({ usage }) => quantity(usage.memory)));
    return {
      ...(hasFlag(command, 'all-namespaces') ? { namespace: metadata.namespace } : {}),
      name: metadata.name,
      cpu_millicores: Math.round(cpu * 1_000),
      cpu_used_pct: share(cpu, limitOf(pod, 'cpu')),
      memory_bytes: memory,
      memory_limit_bytes: limitOf(pod, 'memory'),
      memory_used_pct: share(memory, limitOf(pod, 'memory')),
    };
  });
  rows.sort((a, b) => (b.memory_used_pct ?? 0) - (a.memory_used_pct ?? 0) || b.memory_bytes - a.memory_bytes);
  await printRows(request, rows);
  const of = found(rows);
  const none = rows.length === 0 && selector ? [failing('none', `there are no measures of pods with ${selector}`)] : [];
  const unlimited = rows.filter(({ memory_limit_bytes: limit }) => limit === null).length;
  const limits = unlimited && selector ? [warning('no_limit', `${unlimited} of ${rows.length} pods have no memory limit`)] : [];
  return { ...of, problems: [...(of.problems ?? []), ...none, ...limits] };
};

type NodeMetrics = Thing & { usage?: Usage };

export const topNodes: KubectlVerb = async (ask) => {
  const { peer, request } = ask;
  const metrics = await measured<NodeMetrics>(ask, 'nodes');
  const nodes = (await listThings(peer, resourceNamed('nodes') as Resource, {}, request.signal)).items;
  const rows = metrics.map(({ metadata, usage = {} }) => {
    const allocatable = (nodes.find((each) => each.metadata.name === metadata.name)?.status?.allocatable ?? {}) as Usage;
    const [cpu, memory] = [quantity(usage.cpu) ?? 0, quantity(usage.memory) ?? 0];
    return {
      name: metadata.name,
      cpu_millicores: Math.round(cpu * 1_000),
      cpu_used_pct: share(cpu, quantity(allocatable.cpu)),
      memory_bytes: memory,
      memory_used_pct: share(memory, quantity(allocatable.memory)),
    };
  });
  await printRows(request, rows);
  return found(rows);
};
