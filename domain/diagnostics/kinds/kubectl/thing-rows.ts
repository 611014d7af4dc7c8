import type { Concern } from '../concern';
import { failing } from '../concern';
import { addressesOf, judgeEndpoints, judgeNode, judgePod, judgeWorkload, podReady, podReason } from './judge-things';
import { ageOf, type Condition, type Pod, type Selector, selectorText, type Thing, type Workload } from './objects';

type Row = Record<string, unknown>;
type View = { row: (thing: Thing) => Row; judge?: (thing: Thing) => Concern[] };

const bytesOf = (text: string) => Math.floor((text.replace(/=+$/, '').length * 3) / 4);
const list = (values: readonly unknown[] | undefined): string => (values ?? []).filter(Boolean).join(', ');

function pod(thing: Thing): Row {
  const { ready, of, restarts } = podReady(thing as Pod);
  return { ready: `${ready}/${of}`, status: podReason(thing as Pod), restarts, node: (thing as Pod).spec?.nodeName };
}

function workload(thing: Thing): Row {
  const { spec, status = {} } = thing as Workload;
  const wanted = spec?.replicas ?? status.desiredNumberScheduled ?? 0;
  return {
    ready: `${status.readyReplicas ?? status.numberReady ?? 0}/${wanted}`,
    updated: status.updatedReplicas ?? status.updatedNumberScheduled ?? 0,
    available: status.availableReplicas ?? status.numberAvailable ?? 0,
    image: list(spec?.template?.spec?.containers?.map(({ image }) => image)),
  };
}

function service({ spec = {} }: Thing): Row {
  const {
    type,
    clusterIP,
    ports = [],
    selector = {},
  } = spec as {
    type?: string;
    clusterIP?: string;
    ports?: { port: number; protocol?: string }[];
    selector?: Record<string, string>;
  };
  return {
    type,
    address: clusterIP,
    ports: list(ports.map(({ port, protocol = 'TCP' }) => `${port}/${protocol}`)),
    selector: selectorText({ matchLabels: selector }),
  };
}

function endpoints(thing: Thing): Row {
  const subsets = (thing.subsets ?? []) as { addresses?: { ip: string }[]; ports?: { port: number }[] }[];
  const at = subsets.flatMap(({ addresses = [], ports = [] }) => addresses.flatMap(({ ip }) => ports.map(({ port }) => `${ip}:${port}`)));
  return { ...addressesOf(thing), addresses: list(at) };
}

function policy({ spec = {} }: Thing): Row {
  const { podSelector, policyTypes, ingress, egress } = spec as {
    podSelector?: Selector;
    policyTypes?: string[];
    ingress?: unknown[];
    egress?: unknown[];
  };
  const rules = (given: unknown[] | undefined) => (given === undefined ? '' : given.length === 0 ? 'nothing' : `${given.length} rules`);
  return { pods: selectorText(podSelector) || '(all)', types: list(policyTypes), ingress: rules(ingress), egress: rules(egress) };
}

function event(thing: Thing): Row {
  const { type, reason, message, count, lastTimestamp, eventTime, involvedObject } = thing as Thing & {
    involvedObject?: { kind?: string; name?: string };
  };
  const { kind = '', name = '' } = involvedObject ?? {};
  return { last: lastTimestamp ?? eventTime, type, reason, about: `${kind.toLowerCase()}/${name}`, message, count: count ?? 1 };
}

function node({ spec = {}, status = {}, metadata }: Thing): Row {
  const ready = (status.conditions as Condition[] | undefined)?.find(({ type }) => type === 'Ready')?.status === 'True';
  const roles = Object.keys(metadata.labels ?? {}).filter((label) => label.startsWith('node-role.kubernetes.io/'));
  const { kubeletVersion } = (status.nodeInfo ?? {}) as { kubeletVersion?: string };
  return {
    status: `${ready ? 'Ready' : 'NotReady'}${spec.unschedulable ? ', cordoned' : ''}`,
    roles: list(roles.map((label) => label.split('/')[1])),
    version: kubeletVersion,
  };
}

function ingress({ spec = {}, status = {} }: Thing): Row {
  const { rules = [], ingressClassName } = spec as { rules?: { host?: string }[]; ingressClassName?: string };
  const { ingress: at = [] } = (status.loadBalancer ?? {}) as { ingress?: { ip?: string; hostname?: string }[] };
  return {
    class: ingressClassName,
    hosts: list(rules.map(({ host }) => host ?? '*')),
    address: list(at.map(({ ip, hostname }) => ip ?? hostname)),
  };
}

const VIEWS: Record<string, View> = {
  pods: { row: pod, judge: (thing) => judgePod(thing as Pod) },
  deployments: { row: workload, judge: (thing) => judgeWorkload(thing as Workload) },
  statefulsets: { row: workload, judge: (thing) => judgeWorkload(thing as Workload) },
  daemonsets: { row: workload, judge: (thing) => judgeWorkload(thing as Workload) },
  replicasets: { row: workload },
  services: { row: service },
  endpoints: { row: endpoints, judge: judgeEndpoints },
  networkpolicies: { row: policy },
  events: { row: event },
  nodes: { row: node, judge: judgeNode },
  ingresses: { row: ingress },
  configmaps: { row: ({ data }) => ({ keys: list(Object.keys((data ?? {}) as object)) }) },
  secrets: {
    row: ({ type, data }) => ({
      type,
      keys: list(Object.entries((data ?? {}) as Record<string, string>).map(([key, value]) => `${key} (${bytesOf(value)} bytes)`)),
    }),
  },
  persistentvolumeclaims: {
    row: ({ status }) => ({ status: status?.phase }),
    judge: ({ metadata, status }) =>
      status?.phase === 'Bound' ? [] : [failing('unbound', `${metadata.name} is ${status?.phase ?? 'not bound'}`)],
  },
};

/** One thing as a row: the most telling columns of its sort. */
export function rowOf(plural: string, thing: Thing, withNamespace: boolean): Row {
  const { name, namespace } = thing.metadata;
  const told = VIEWS[plural]?.row(thing) ?? {};
  return { ...(withNamespace && namespace ? { namespace } : {}), name, ...told, age: ageOf(thing.metadata) };
}

/** What is wrong with it, as far as its sort tells. */
export const judgeThing = (plural: string, thing: Thing): Concern[] => VIEWS[plural]?.judge?.(thing) ?? [];
