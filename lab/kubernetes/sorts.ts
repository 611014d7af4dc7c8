/** A sort of thing that the practice cluster keeps. */
export type Sort = { plural: string; kind: string; group: string; version: string; namespaced: boolean; short: string[] };

const sort = (plural: string, kind: string, group = '', short: string[] = [], of: Partial<Sort> = {}): Sort => ({
  plural,
  kind,
  group,
  version: 'v1',
  namespaced: true,
  short,
  ...of,
});

export const SORTS: readonly Sort[] = [
  sort('pods', 'Pod', '', ['po']),
  sort('services', 'Service', '', ['svc']),
  sort('endpoints', 'Endpoints', '', ['ep']),
  sort('configmaps', 'ConfigMap', '', ['cm']),
  sort('secrets', 'Secret'),
  sort('events', 'Event', '', ['ev']),
  sort('nodes', 'Node', '', ['no'], { namespaced: false }),
  sort('namespaces', 'Namespace', '', ['ns'], { namespaced: false }),
  sort('deployments', 'Deployment', 'apps', ['deploy']),
  sort('replicasets', 'ReplicaSet', 'apps', ['rs']),
  sort('statefulsets', 'StatefulSet', 'apps', ['sts']),
  sort('daemonsets', 'DaemonSet', 'apps', ['ds']),
  sort('ingresses', 'Ingress', 'networking.k8s.io', ['ing']),
  sort('networkpolicies', 'NetworkPolicy', 'networking.k8s.io', ['netpol']),
  sort('pods', 'PodMetrics', 'metrics.k8s.io', [], { version: 'v1beta1' }),
  sort('nodes', 'NodeMetrics', 'metrics.k8s.io', [], { version: 'v1beta1', namespaced: false }),
];

const VERBS = ['get', 'list', 'watch', 'patch', 'update', 'create', 'delete'];
const versionOf = ({ group, version }: Sort) => (group ? `${group}/${version}` : version);
export const apiVersionOf = versionOf;

const listing = (sorts: readonly Sort[]) => ({
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: versionOf(sorts[0] as Sort),
  resources: sorts.flatMap(({ plural, kind, namespaced, short }) => {
    const whole = { name: plural, singularName: kind.toLowerCase(), namespaced, kind, verbs: VERBS, shortNames: short };
    const below = kind === 'Pod' ? ['log', 'exec'] : kind === 'Deployment' ? ['scale'] : [];
    return [
      whole,
      ...below.map((name) => ({ name: `${plural}/${name}`, singularName: '', namespaced, kind, verbs: ['get', 'create', 'patch'] })),
    ];
  }),
});

const GROUPS = [...new Set(SORTS.filter(({ group }) => group).map(({ group }) => group))];

function groupOf(name: string) {
  const { version } = SORTS.find(({ group }) => group === name) as Sort;
  const preferred = { groupVersion: `${name}/${version}`, version };
  return { name, versions: [preferred], preferredVersion: preferred };
}

/** What a client asks to learn what there is; undefined when the path is something else. */
export function discovered(path: string): unknown {
  if (path === '/version') return { major: '1', minor: '32', gitVersion: 'v1.32.0', platform: 'linux/amd64' };
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: GROUPS.map(groupOf) };
  const [, group = '', version] = /^\/api(?:s\/([^/]+))?\/([^/]+)$/.exec(path) ?? [];
  const sorts = SORTS.filter((each) => each.group === group && each.version === version);
  return sorts.length ? listing(sorts) : undefined;
}
