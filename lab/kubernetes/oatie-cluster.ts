import type { Cluster } from './cluster';
import { emptyCluster, MEBIBYTE, namespaces, policy, program, service, settled, workload } from './cluster-parts';

/** The cluster of Oatie, in which everything runs. */
export function oatieCluster(tokens: Cluster['tokens'], nowMs = Date.now()): Cluster {
  const cluster = emptyCluster('oatie-cluster', tokens, nowMs);
  const atMs = cluster.lastMs;
  const namespace = 'oatie';
  namespaces(cluster, [namespace], atMs);
  const labels = { system: 'oatie' };
  Object.assign(cluster.programs, {
    'auth-service': program('auth', { needs: ['JWT_SECRET_KEY'] }),
    'report-service': program('reports', { memoryBytes: 380 * MEBIBYTE, cpuMillicores: 160 }),
    postgres: program('postgres', { server: 'postgres', port: 5432 }),
  });
  workload(
    cluster,
    {
      namespace,
      name: 'auth-service',
      replicas: 2,
      image: 'oatie/auth:3.2',
      memory: '512Mi',
      cpu: '500m',
      labels,
      env: ['JWT_SECRET_KEY', 'DATABASE_URL'],
    },
    atMs,
  );
  workload(
    cluster,
    { namespace, name: 'report-service', replicas: 3, image: 'oatie/reports:5.0', memory: '1Gi', cpu: '1', labels, env: ['DATABASE_URL'] },
    atMs,
  );
  workload(
    cluster,
    { namespace, name: 'postgres', replicas: 1, image: 'postgres:15', memory: '1Gi', cpu: '1', labels, kind: 'StatefulSet' },
    atMs,
  );
  service(cluster, { namespace, name: 'auth-service', app: 'auth-service', port: 8_000 }, atMs);
  service(cluster, { namespace, name: 'report-service', app: 'report-service', port: 8_000 }, atMs);
  service(cluster, { namespace, name: 'postgres-service', app: 'postgres', port: 5_432 }, atMs);
  policy(
    cluster,
    namespace,
    'allow-within-oatie',
    { podSelector: { matchLabels: labels }, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: labels } }] }] },
    atMs,
  );
  policy(
    cluster,
    namespace,
    'allow-dns',
    { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }, {}] },
    atMs,
  );
  return settled(cluster, nowMs);
}
