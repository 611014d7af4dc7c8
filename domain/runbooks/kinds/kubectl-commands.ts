import type { FlagShape, Shape, VerbShape } from './argv/read-command';
import { COUNT, DURATION, INSTANT, NAME, NOTHING } from './argv/shapes';

const shape = (pattern: RegExp, such: string): Shape => ({ pattern, such });
const LABEL_PART = '[\\w./-]{1,253}';
const SELECTOR = shape(
  new RegExp(`^!?${LABEL_PART}(?:!?==?[\\w.-]{0,63}| (?:not)?in \\([\\w., -]{1,500}\\))?(?:,!?${LABEL_PART}(?:!?==?[\\w.-]{0,63})?)*$`),
  'app=web',
);
const FIELD_SELECTOR = shape(/^[\w.]{1,80}!?==?[\w./-]{0,253}(?:,[\w.]{1,80}!?==?[\w./-]{0,253})*$/, 'status.phase=Running');
const NAMESPACE = shape(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'shop');
const OBJECT = shape(
  /^[a-z][a-z.]{0,80}\/[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$|^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i,
  'deployment/web',
);
const QUANTITIES = shape(/^(?:cpu|memory)=[\d.]{1,12}(?:m|[KMGT]i?)?(?:,(?:cpu|memory)=[\d.]{1,12}(?:m|[KMGT]i?)?)?$/, 'memory=2Gi,cpu=1');
const PATH = shape(/^[\w./-]{1,500}$/, 'certs/site.pem');

const NAMESPACED: Record<string, FlagShape> = { namespace: { short: 'n', value: NAMESPACE } };
const CLUSTER: Record<string, FlagShape> = {
  context: { value: NAME, refused: 'the target says which cluster is meant: leave out --context' },
  kubeconfig: { value: PATH, refused: 'the target says which cluster is meant: leave out --kubeconfig' },
};
const EVERYWHERE: Record<string, FlagShape> = { ...NAMESPACED, ...CLUSTER, 'all-namespaces': { short: 'A' } };
const SELECTED: Record<string, FlagShape> = { selector: { short: 'l', value: SELECTOR } };
const CHANGES: Record<string, FlagShape> = {
  ...NAMESPACED,
  ...CLUSTER,
  'dry-run': { value: shape(/^server$/, 'server: client asks nobody') },
};
const NO_TERMINAL: Record<string, FlagShape> = {
  stdin: { short: 'i', refused: '-it waits on a keyboard, and a button has none: leave it out' },
  tty: { short: 't', refused: '-t wants a terminal, and a button has none: leave it out' },
};
const WATCHED = { watch: { short: 'w', refused: 'a watch never ends; get answers once, and rollout status waits within its bounds' } };
const objects = (least: number, most: number) => ({ least, most, shape: OBJECT });

/** What may be asked of a cluster or done in it. Those without `changes`, and with --dry-run=server all of them, only read. */
export const KUBECTL_VERBS: Record<string, VerbShape> = {
  get: {
    args: objects(1, 2),
    flags: {
      ...EVERYWHERE,
      ...SELECTED,
      ...WATCHED,
      'field-selector': { value: FIELD_SELECTOR },
      output: { short: 'o', value: shape(/^(?:wide|yaml|json|name)$/, 'yaml') },
    },
  },
  describe: { args: objects(1, 2), flags: { ...NAMESPACED, ...CLUSTER } },
  logs: {
    args: objects(0, 1),
    flags: {
      ...NAMESPACED,
      ...CLUSTER,
      ...SELECTED,
      container: { short: 'c', value: NAME },
      'all-containers': {},
      tail: { value: COUNT },
      since: { value: DURATION },
      'since-time': { value: INSTANT },
      'until-time': { value: INSTANT, refused: 'kubectl has no --until-time: write a line "until 2026-11-21T15:00:00Z" below the command' },
      follow: { short: 'f' },
      previous: { short: 'p' },
      timestamps: {},
      prefix: {},
    },
  },
  'top pods': { args: objects(0, 1), flags: { ...EVERYWHERE, ...SELECTED } },
  'top nodes': { args: objects(0, 1), flags: { ...CLUSTER, ...SELECTED } },
  'rollout status': { args: objects(1, 2), flags: { ...NAMESPACED, ...CLUSTER, watch: { value: shape(/^(?:true|false)$/, 'false') } } },
  'rollout history': { args: objects(1, 2), flags: { ...NAMESPACED, ...CLUSTER } },
  exec: { args: objects(1, 1), flags: { ...NAMESPACED, ...CLUSTER, ...NO_TERMINAL, container: { short: 'c', value: NAME } }, runs: true },
  version: { args: { least: 0, most: 0, shape: NOTHING }, flags: CLUSTER },
  'rollout restart': { changes: true, args: objects(1, 2), flags: CHANGES },
  'rollout undo': { changes: true, args: objects(1, 2), flags: { ...CHANGES, 'to-revision': { value: COUNT } } },
  scale: { changes: true, args: objects(1, 2), flags: { ...CHANGES, replicas: { value: shape(/^\d{1,3}$/, '3') } } },
  patch: {
    changes: true,
    args: objects(1, 2),
    flags: {
      ...CHANGES,
      patch: { short: 'p', value: shape(/^[\s\S]+$/, '{"spec": …}') },
      type: { value: shape(/^(?:strategic|merge)$/, 'strategic') },
    },
  },
  apply: {
    changes: true,
    args: { least: 0, most: 0, shape: NOTHING },
    flags: { ...CHANGES, filename: { short: 'f', value: shape(/^-$/, '- and the manifest below') } },
  },
  'create secret tls': { changes: true, args: objects(1, 1), flags: { ...CHANGES, cert: { value: PATH }, key: { value: PATH } } },
  delete: { changes: true, args: objects(1, 2), flags: { ...CHANGES, 'grace-period': { value: shape(/^[1-9]\d{0,2}$/, '30') } } },
  'set image': {
    changes: true,
    args: { least: 2, most: 6, shape: shape(/^[\w./:=@-]{1,300}$/, 'deployment/web web=registry.example/web:1.4') },
    flags: CHANGES,
  },
  'set env': {
    changes: true,
    args: { least: 2, most: 6, shape: shape(/^[^\0]{1,1000}$/, 'deployment/web NAME=value') },
    flags: { ...CHANGES, containers: { short: 'c', value: NAME } },
  },
  'set resources': {
    changes: true,
    args: objects(1, 2),
    flags: { ...CHANGES, containers: { short: 'c', value: NAME }, limits: { value: QUANTITIES }, requests: { value: QUANTITIES } },
  },
};

/** What people type that no button does, and what to do instead. */
export const KUBECTL_INSTEAD: Record<string, string> = {
  edit: 'edit opens an editor; use kubectl patch or apply',
  attach: 'attach waits on a keyboard; use kubectl logs',
  'port-forward': 'port-forward never ends; give the address a target of its own',
  proxy: 'proxy never ends; the console asks the server itself',
  run: 'what a new pod is made of is decided in a reviewed manifest',
  cp: 'files are not copied by a button',
  replace: 'replace forgets what others changed; use kubectl apply',
  drain: 'drain ends every pod of a node; do it at the terminal, where it can be stopped',
  debug: 'debug opens a shell, which is a step for a person',
};
