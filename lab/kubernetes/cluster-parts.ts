import { type Cluster, keep, type Program } from './cluster';
import { advance } from './reconcile';

export const MEBIBYTE = 2 ** 20;
/** So long ago everything began. */
const BEFORE_MS = 2 * 3_600_000;
const DEADLINE_SECONDS = 5;

type Wanted = {
  namespace: string;
  name: string;
  replicas: number;
  image: string;
  memory: string;
  cpu: string;
  labels?: Record<string, string>;
  env?: string[];
  kind?: 'StatefulSet';
};
type Served = { namespace: string; name: string; app: string; port: number };

/** A program of which only what differs is said. */
export const program = (voice: Program['voice'], of: Partial<Program> = {}): Program => ({
  voice,
  port: 8_000,
  memoryBytes: 210 * MEBIBYTE,
  cpuMillicores: 40,
  needs: [],
  ...of,
});

/** A deployment, or a set with names of its own, whose image can be pulled. */
export function workload(cluster: Cluster, of: Wanted, atMs: number): void {
  const { namespace, name, replicas, image, kind } = of;
  const labels = { app: name, ...of.labels };
  const env = (of.env ?? []).map((variable) => ({
    name: variable,
    valueFrom: { secretKeyRef: { name: `${name}-settings`, key: variable.toLowerCase() } },
  }));
  const resources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: of.cpu, memory: of.memory } };
  const container = { name: name.replace(/^paksa-|-primary$/g, ''), image, env, resources };
  const spec = {
    replicas,
    selector: { matchLabels: { app: labels.app } },
    template: { metadata: { labels }, spec: { containers: [container] } },
    ...(kind ? { serviceName: name } : { progressDeadlineSeconds: DEADLINE_SECONDS, strategy: { type: 'RollingUpdate' } }),
  };
  cluster.images.add(image);
  const resource = kind ? 'statefulsets.apps' : 'deployments.apps';
  keep(
    cluster,
    resource,
    { apiVersion: 'apps/v1', kind: kind ?? 'Deployment', metadata: { name, namespace, labels, generation: 1 }, spec },
    atMs,
  );
}

export function service(cluster: Cluster, { namespace, name, app, port }: Served, atMs: number): void {
  const spec = {
    type: 'ClusterIP',
    clusterIP: `10.96.0.${(cluster.version % 240) + 10}`,
    selector: { app },
    ports: [{ port, targetPort: port, protocol: 'TCP' }],
  };
  keep(cluster, 'services', { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, labels: { app } }, spec }, atMs);
}

export function policy(cluster: Cluster, namespace: string, name: string, spec: object, atMs: number): void {
  keep(
    cluster,
    'networkpolicies.networking.k8s.io',
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec },
    atMs,
  );
}

const COREFILE =
  '.:53 {\n    errors\n    health\n    kubernetes cluster.local in-addr.arpa ip6.arpa\n    forward . /etc/resolv.conf\n    cache 30\n    reload\n}\n';

function system(cluster: Cluster, atMs: number): void {
  for (const [at, name] of ['node-1', 'node-2'].entries()) {
    const labels = { 'kubernetes.io/hostname': name, [`node-role.kubernetes.io/${at ? 'worker' : 'control-plane'}`]: '' };
    const amounts = { cpu: '4', memory: '8Gi', pods: '110' };
    const conditions = [
      { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory' },
      { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure' },
      { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
    ];
    const status = {
      conditions,
      allocatable: amounts,
      capacity: amounts,
      nodeInfo: { kubeletVersion: 'v1.32.0', osImage: 'Practice Linux' },
    };
    keep(cluster, 'nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: {}, status }, atMs);
  }
  for (const name of ['default', 'kube-system'])
    keep(cluster, 'namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name }, status: { phase: 'Active' } }, atMs);
  keep(
    cluster,
    'configmaps',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'coredns', namespace: 'kube-system' }, data: { Corefile: COREFILE } },
    atMs,
  );
  cluster.programs.coredns = program('dns', { port: 53, memoryBytes: 30 * MEBIBYTE, cpuMillicores: 5 });
  workload(
    cluster,
    {
      namespace: 'kube-system',
      name: 'coredns',
      replicas: 2,
      image: 'coredns/coredns:1.11',
      memory: '170Mi',
      cpu: '200m',
      labels: { 'k8s-app': 'kube-dns' },
    },
    atMs,
  );
  service(cluster, { namespace: 'kube-system', name: 'kube-dns', app: 'coredns', port: 53 }, atMs);
}

/** A cluster with nothing but what belongs to itself. */
export function emptyCluster(name: string, tokens: Cluster['tokens'], nowMs: number): Cluster {
  const beganMs = nowMs - BEFORE_MS;
  const cluster: Cluster = {
    name,
    tokens,
    things: new Map(),
    facts: new Map(),
    programs: {},
    images: new Set(),
    outside: { 'api.openai.com': '192.0.2.20', 'registry.example': '192.0.2.10' },
    version: 1_000,
    lastMs: beganMs,
  };
  system(cluster, beganMs);
  return cluster;
}

/** Everything has started by now: what differs from here is a fault. */
export function settled(cluster: Cluster, nowMs: number): Cluster {
  advance(cluster, cluster.lastMs + 20_000);
  cluster.lastMs = nowMs;
  return cluster;
}

export const namespaces = (cluster: Cluster, names: string[], atMs: number) => {
  for (const name of names)
    keep(cluster, 'namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name }, status: { phase: 'Active' } }, atMs);
};
