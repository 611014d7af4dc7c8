/** A sort of thing in a cluster, and where the server keeps it. */
export type Resource = { plural: string; kind: string; group: string; version: string; namespaced: boolean; isApplied?: true };

const of = (
  plural: string,
  kind: string,
  group: string,
  short: readonly string[] = [],
  more: Partial<Pick<Resource, 'version' | 'namespaced' | 'isApplied'>> = {},
): [readonly string[], Resource] => [
  [plural, kind.toLowerCase(), ...short, ...(group ? [`${plural}.${group}`] : [])],
  { plural, kind, group, version: 'v1', namespaced: true, ...more },
];
const APPLIED = { isApplied: true } as const;

const ALL = [
  of('pods', 'Pod', '', ['po']),
  of('services', 'Service', '', ['svc'], APPLIED),
  of('endpoints', 'Endpoints', '', ['ep']),
  of('endpointslices', 'EndpointSlice', 'discovery.k8s.io'),
  of('configmaps', 'ConfigMap', '', ['cm'], APPLIED),
  of('secrets', 'Secret', ''),
  of('events', 'Event', '', ['ev']),
  of('persistentvolumeclaims', 'PersistentVolumeClaim', '', ['pvc']),
  of('persistentvolumes', 'PersistentVolume', '', ['pv'], { namespaced: false }),
  of('serviceaccounts', 'ServiceAccount', '', ['sa']),
  of('resourcequotas', 'ResourceQuota', '', ['quota']),
  of('nodes', 'Node', '', ['no'], { namespaced: false }),
  of('namespaces', 'Namespace', '', ['ns'], { namespaced: false }),
  of('deployments', 'Deployment', 'apps', ['deploy'], APPLIED),
  of('replicasets', 'ReplicaSet', 'apps', ['rs']),
  of('statefulsets', 'StatefulSet', 'apps', ['sts']),
  of('daemonsets', 'DaemonSet', 'apps', ['ds']),
  of('jobs', 'Job', 'batch'),
  of('cronjobs', 'CronJob', 'batch', ['cj']),
  of('ingresses', 'Ingress', 'networking.k8s.io', ['ing'], APPLIED),
  of('networkpolicies', 'NetworkPolicy', 'networking.k8s.io', ['netpol'], APPLIED),
  of('horizontalpodautoscalers', 'HorizontalPodAutoscaler', 'autoscaling', ['hpa'], { version: 'v2', ...APPLIED }),
  of('poddisruptionbudgets', 'PodDisruptionBudget', 'policy', ['pdb'], APPLIED),
];
const BY_NAME = new Map(ALL.flatMap(([names, resource]) => names.map((name) => [name, resource] as const)));

/** A sort by any of its names: pods, pod, po. */
export const resourceNamed = (name: string): Resource | undefined => BY_NAME.get(name.toLowerCase());
export const resourceOfKind = (kind: unknown): Resource | undefined => ALL.find(([, resource]) => resource.kind === kind)?.[1];
export const RESOURCE_NAMES: readonly string[] = ALL.map(([, { plural }]) => plural);
/** What runs pods and can be rolled out. */
export const ROLLED_OUT: readonly string[] = ['deployments', 'statefulsets', 'daemonsets'];
