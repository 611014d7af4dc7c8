import { flagValue, hasFlag } from '@/domain/runbooks/kinds/argv/read-command';
import { assignmentsOf } from '@/domain/runbooks/kinds/kubectl';
import { type Resource, resourceOfKind } from '@/domain/runbooks/kinds/kubectl-resources';
import { OutsideRefusal } from '../api/api-peer';
import { askJson } from '../api/ask-api';
import { differences } from './differences';
import type { KubectlAsk, KubectlFound, KubectlVerb } from './kubectl-data';
import { getThing, pathTo, type Thing, type Workload } from './objects';
import { revisionsOf } from './rollout';
import { readTlsPair } from './tls-pair';

const MANAGER = 'sitrep';
const PATCHES = {
  strategic: 'application/strategic-merge-patch+json',
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

type Change = { resource: Resource; name: string; how: keyof typeof PATCHES; body: unknown; below?: string };

const isDry = ({ command }: KubectlAsk) => hasFlag(command, 'dry-run');
const queryOf = (ask: KubectlAsk) => ({ fieldManager: MANAGER, dryRun: isDry(ask) ? 'All' : undefined });
const namespaceOf = ({ command }: KubectlAsk) => flagValue(command, 'namespace');
const aboutOf = ({ command }: KubectlAsk) => command.about as { resource: Resource; name: string };
const text = (value: unknown) => (value === null ? '(nothing)' : typeof value === 'string' ? value : JSON.stringify(value));

/** Sends a change and tells where what came of it differs from what was there; with --dry-run the server only says it. */
async function send(ask: KubectlAsk, { resource, name, how, body, below }: Change): Promise<KubectlFound> {
  const { peer, request } = ask;
  const { signal, emit } = request;
  const path = pathTo(resource, namespaceOf(ask), name, below);
  const before = await askJson<Thing & { code?: number }>(peer, { path, also: how === 'apply' ? [404] : [] }, signal);
  const was = before.kind === 'Status' ? null : before;
  const query = { ...queryOf(ask), force: how === 'apply' ? true : undefined };
  const after = await askJson<Thing>(peer, { method: 'PATCH', path, query, body, type: PATCHES[how] }, signal);
  const diff = differences(was && { kind: resource.kind, ...was }, { kind: resource.kind, ...after });
  const what = `${resource.kind.toLowerCase()}/${name}`;
  const said = diff.length === 0 ? 'stays as it is' : `${isDry(ask) ? 'would be' : 'was'} ${was ? 'changed' : 'created'}`;
  await emit('stdout', `${what} ${said}\n${diff.map((each) => `  ${each.path}: ${text(each.before)} -> ${text(each.after)}\n`).join('')}`);
  return { changed: diff.length ? [what] : [], diff, dryRun: isDry(ask), count: diff.length };
}

const onTemplate =
  (body: (ask: KubectlAsk, workload: Workload) => object): KubectlVerb =>
  async (ask) => {
    const { resource, name } = aboutOf(ask);
    const workload = await getThing<Workload>(ask.peer, resource, { namespace: namespaceOf(ask), name }, ask.request.signal);
    return send(ask, { resource, name, how: 'strategic', body: { spec: { template: body(ask, workload) } } });
  };

/** The containers that a command means: those it names, else all. One that is not there is a refusal. */
function containersOf({ command }: KubectlAsk, { metadata, spec }: Workload): string[] {
  const all = spec?.template?.spec?.containers?.map(({ name }) => name) ?? [];
  const wanted = flagValue(command, 'containers');
  if (wanted && !all.includes(wanted))
    throw new OutsideRefusal({ code: 'not_found', message: `${metadata.name} has no container ${wanted}, but ${all.join(', ')}` }, true);
  return wanted ? [wanted] : all;
}

const inContainers = (names: readonly string[], settings: object) => ({
  spec: { containers: names.map((name) => ({ name, ...settings })) },
});
const pairsOf = (pairs: readonly string[]) =>
  pairs.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)] as const);

/** New pods with the same settings, a few at a time. */
export const rolloutRestart = onTemplate(() => ({
  metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString() } },
}));

export const setEnv = onTemplate((ask, workload) =>
  inContainers(containersOf(ask, workload), { env: pairsOf(assignmentsOf(ask.command)).map(([name, value]) => ({ name, value })) }),
);

export const setResources = onTemplate((ask, workload) => {
  const amounts = (flag: string) => {
    const given = flagValue(ask.command, flag);
    return given ? { [flag]: Object.fromEntries(pairsOf(given.split(','))) } : {};
  };
  return inContainers(containersOf(ask, workload), { resources: { ...amounts('limits'), ...amounts('requests') } });
});

export const setImage = onTemplate((ask, workload) => {
  const all = containersOf(ask, workload);
  const pairs = pairsOf(assignmentsOf(ask.command));
  const missing = pairs.find(([name]) => !all.includes(name))?.[0];
  if (missing)
    throw new OutsideRefusal(
      { code: 'not_found', message: `${workload.metadata.name} has no container ${missing}, but ${all.join(', ')}` },
      true,
    );
  return { spec: { containers: pairs.map(([name, image]) => ({ name, image })) } };
});

/** Another number of pods; `replicas_before` is how many there were. */
export const scale: KubectlVerb = async (ask) => {
  const replicas = Number(flagValue(ask.command, 'replicas'));
  const { resource, name } = aboutOf(ask);
  const { spec } = await getThing<Workload>(ask.peer, resource, { namespace: namespaceOf(ask), name }, ask.request.signal);
  const of = await send(ask, { resource, name, how: 'merge', body: { spec: { replicas } }, below: 'scale' });
  return { ...of, replicas, replicas_before: spec?.replicas ?? 1 };
};

export const patch: KubectlVerb = (ask) => {
  const how = flagValue(ask.command, 'type') === 'merge' ? 'merge' : 'strategic';
  return send(ask, { ...aboutOf(ask), how, body: ask.command.documents?.[0] });
};

/** The template of the revision before, or of the one that is named. */
export const rolloutUndo: KubectlVerb = async (ask) => {
  const { resource, name } = aboutOf(ask);
  const deployment = await getThing<Workload>(ask.peer, resource, { namespace: namespaceOf(ask), name }, ask.request.signal);
  const revisions = await revisionsOf(ask, deployment);
  const wanted = flagValue(ask.command, 'to-revision');
  const to = wanted ? revisions.find(({ revision }) => revision === Number(wanted)) : revisions[1];
  if (!to)
    throw new OutsideRefusal(
      { code: 'not_found', message: `${name} has no ${wanted ? `revision ${wanted}` : 'revision before this one'}` },
      true,
    );
  const { metadata = {}, ...template } = to.set.spec?.template ?? {};
  const { 'pod-template-hash': _, ...labels } = metadata.labels ?? {};
  const body = [{ op: 'replace', path: '/spec/template', value: { ...template, metadata: { ...metadata, labels } } }];
  return send(ask, { resource, name, how: 'json', body });
};

async function applyOne(ask: KubectlAsk, manifest: Thing): Promise<KubectlFound> {
  const resource = resourceOfKind(manifest.kind) as Resource;
  const namespace = namespaceOf(ask);
  const body = { ...manifest, metadata: { ...manifest.metadata, ...(resource.namespaced ? { namespace } : {}) } };
  return send(ask, { resource, name: manifest.metadata.name, how: 'apply', body: JSON.stringify(body) });
}

/** Makes things as their manifests say, or brings them to it. */
export const apply: KubectlVerb = async (ask) => {
  const all: KubectlFound = { changed: [], diff: [], dryRun: isDry(ask) };
  for (const manifest of ask.command.documents as Thing[]) {
    const { changed = [], diff = [] } = await applyOne(ask, manifest);
    all.changed?.push(...changed);
    all.diff?.push(...diff);
  }
  return { ...all, count: all.diff?.length };
};

/** A Secret of a certificate and its key, from files under the target's roots. The key is not shown anywhere. */
export const createTlsSecret: KubectlVerb = async (ask) => {
  const { command, request } = ask;
  const [name = ''] = command.args;
  const { cert, key } = await readTlsPair(request.target, flagValue(command, 'cert') ?? '', flagValue(command, 'key') ?? '');
  const data = { 'tls.crt': Buffer.from(cert).toString('base64'), 'tls.key': Buffer.from(key).toString('base64') };
  const metadata = { name, namespace: namespaceOf(ask) };
  const body = JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata, type: 'kubernetes.io/tls', data });
  return send(ask, { resource: resourceOfKind('Secret') as Resource, name, how: 'apply', body });
};

/** Ends a pod; what made it makes another. */
export const deletePod: KubectlVerb = async (ask) => {
  const { resource, name } = aboutOf(ask);
  const grace = flagValue(ask.command, 'grace-period');
  const path = pathTo(resource, namespaceOf(ask), name);
  const body = grace ? { gracePeriodSeconds: Number(grace) } : undefined;
  await askJson<Thing>(ask.peer, { method: 'DELETE', path, query: { dryRun: queryOf(ask).dryRun }, body }, ask.request.signal);
  await ask.request.emit('stdout', `pod/${name} ${isDry(ask) ? 'would be' : 'is being'} deleted\n`);
  return { changed: [`pod/${name}`], dryRun: isDry(ask), count: 1 };
};
