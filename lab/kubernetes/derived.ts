import { type Cluster, getThing, podsOf, type Thing, thingsOf } from './cluster';
import { programOf, wellbeing } from './pod-state';

/** Whom a service sends requests to: the ready pods of its selector. */
function endpointsOf(cluster: Cluster, service: Thing, nowMs: number): Thing {
  const { name, namespace, creationTimestamp, labels, resourceVersion } = service.metadata;
  const pods = podsOf(cluster, namespace, service.spec.selector);
  const address = (pod: Thing) => ({
    ip: pod.status.podIP,
    nodeName: pod.spec.nodeName,
    targetRef: { kind: 'Pod', name: pod.metadata.name, namespace },
  });
  const ready = pods.filter((pod) => wellbeing(cluster, pod, nowMs) === 'ready');
  const others = pods.filter((pod) => !ready.includes(pod));
  const ports = service.spec.ports.map(({ port, protocol }: { port: number; protocol: string }) => ({ port, protocol }));
  const subset = {
    ...(ready.length ? { addresses: ready.map(address) } : {}),
    ...(others.length ? { notReadyAddresses: others.map(address) } : {}),
    ports,
  };
  const metadata = { name, namespace, creationTimestamp, labels, resourceVersion };
  return { apiVersion: 'v1', kind: 'Endpoints', metadata, ...(pods.length ? { subsets: [subset] } : {}) };
}

const measuredAt = (nowMs: number) => ({ timestamp: new Date(nowMs).toISOString(), window: '15s' });
const usage = (cpuMillicores: number, memoryBytes: number) => ({ cpu: `${cpuMillicores}m`, memory: `${Math.round(memoryBytes / 1024)}Ki` });

function podMetrics(cluster: Cluster, pod: Thing, nowMs: number): Thing {
  const { name, namespace, labels } = pod.metadata;
  const { cpuMillicores = 10, memoryBytes = 2 ** 26 } = programOf(cluster, pod) ?? {};
  const containers = [{ name: pod.spec.containers[0].name, usage: usage(cpuMillicores, memoryBytes) }];
  return {
    apiVersion: 'metrics.k8s.io/v1beta1',
    kind: 'PodMetrics',
    metadata: { name, namespace, labels },
    ...measuredAt(nowMs),
    containers,
  };
}

const runs = (cluster: Cluster, pod: Thing, nowMs: number) => ['ready', 'hung', 'starting'].includes(wellbeing(cluster, pod, nowMs));

function nodeMetrics(cluster: Cluster, node: Thing, nowMs: number): Thing {
  const pods = thingsOf(cluster, 'pods').filter((pod) => pod.spec.nodeName === node.metadata.name && runs(cluster, pod, nowMs));
  const sum = (of: 'cpuMillicores' | 'memoryBytes') => pods.reduce((total, pod) => total + (programOf(cluster, pod)?.[of] ?? 0), 0);
  const { name, labels } = node.metadata;
  return {
    apiVersion: 'metrics.k8s.io/v1beta1',
    kind: 'NodeMetrics',
    metadata: { name, labels },
    ...measuredAt(nowMs),
    usage: usage(200 + sum('cpuMillicores'), 2 ** 30 + sum('memoryBytes')),
  };
}

/** All of a sort, of one namespace or of all; some are not kept but follow from others. */
export function listOf(cluster: Cluster, resource: string, namespace: string | undefined, nowMs: number): Thing[] {
  if (resource === 'endpoints') return thingsOf(cluster, 'services', namespace).map((each) => endpointsOf(cluster, each, nowMs));
  if (resource === 'nodes.metrics.k8s.io') return thingsOf(cluster, 'nodes').map((each) => nodeMetrics(cluster, each, nowMs));
  if (resource === 'pods.metrics.k8s.io')
    return thingsOf(cluster, 'pods', namespace)
      .filter((pod) => runs(cluster, pod, nowMs))
      .map((pod) => podMetrics(cluster, pod, nowMs));
  return thingsOf(cluster, resource, namespace);
}

export function oneOf(cluster: Cluster, resource: string, namespace: string | undefined, name: string, nowMs: number): Thing | undefined {
  if (!/^endpoints$|metrics/.test(resource)) return getThing(cluster, resource, namespace, name);
  return listOf(cluster, resource, namespace, nowMs).find(({ metadata }) => metadata.name === name);
}
