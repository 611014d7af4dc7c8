import { type Cluster, keep } from './cluster';
import { emptyCluster, MEBIBYTE, namespaces, program, service, settled, workload } from './cluster-parts';

function entrance(cluster: Cluster, namespace: string, atMs: number): void {
  const spec = {
    ingressClassName: 'nginx',
    tls: [{ hosts: ['api.paksafinancial.com'], secretName: 'paksa-tls-secret' }],
    rules: [
      {
        host: 'api.paksafinancial.com',
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'paksa-backend-service', port: { number: 8_000 } } } }],
        },
      },
    ],
  };
  keep(
    cluster,
    'ingresses.networking.k8s.io',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'paksa', namespace },
      spec,
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.30' }] } },
    },
    atMs,
  );
  const expired = Buffer.from('a certificate that nobody trusts any more').toString('base64');
  keep(
    cluster,
    'secrets',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'paksa-tls-secret', namespace },
      type: 'kubernetes.io/tls',
      data: { 'tls.crt': expired, 'tls.key': expired },
    },
    atMs,
  );
}

/** The cluster of Paksa, in which everything runs. */
export function paksaCluster(tokens: Cluster['tokens'], nowMs = Date.now()): Cluster {
  const cluster = emptyCluster('paksa-cluster', tokens, nowMs);
  const atMs = cluster.lastMs;
  const namespace = 'paksa-financial';
  namespaces(cluster, [namespace, 'ingress-nginx'], atMs);
  Object.assign(cluster.programs, {
    'paksa-backend': program('api', { memoryBytes: 320 * MEBIBYTE, cpuMillicores: 240 }),
    'paksa-frontend': program('nginx', { server: 'nginx', port: 80, memoryBytes: 40 * MEBIBYTE }),
    postgres: program('postgres', { server: 'postgres', port: 5432, memoryBytes: 500 * MEBIBYTE }),
    'nginx-ingress-controller': program('nginx', { server: 'nginx', port: 443, memoryBytes: 120 * MEBIBYTE }),
  });
  workload(
    cluster,
    {
      namespace,
      name: 'paksa-backend',
      replicas: 3,
      image: 'paksa/backend:2.4',
      memory: '1Gi',
      cpu: '500m',
      env: ['DATABASE_URL', 'JWT_SECRET_KEY'],
    },
    atMs,
  );
  workload(cluster, { namespace, name: 'paksa-frontend', replicas: 2, image: 'paksa/frontend:2.4', memory: '256Mi', cpu: '200m' }, atMs);
  workload(
    cluster,
    {
      namespace,
      name: 'postgres-primary',
      replicas: 1,
      image: 'postgres:15',
      memory: '2Gi',
      cpu: '2',
      labels: { app: 'postgres' },
      kind: 'StatefulSet',
    },
    atMs,
  );
  workload(
    cluster,
    {
      namespace: 'ingress-nginx',
      name: 'nginx-ingress-controller',
      replicas: 2,
      image: 'nginx-ingress:1.11',
      memory: '512Mi',
      cpu: '500m',
    },
    atMs,
  );
  service(cluster, { namespace, name: 'paksa-backend-service', app: 'paksa-backend', port: 8_000 }, atMs);
  service(cluster, { namespace, name: 'paksa-frontend-service', app: 'paksa-frontend', port: 80 }, atMs);
  service(cluster, { namespace, name: 'postgres', app: 'postgres', port: 5_432 }, atMs);
  entrance(cluster, namespace, atMs);
  return settled(cluster, nowMs);
}
