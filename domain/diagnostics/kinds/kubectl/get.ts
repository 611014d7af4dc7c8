import { stringify } from 'yaml';
import { flagValue, hasFlag } from '@/domain/runbooks/kinds/argv/read-command';
import { type Resource, resourceNamed } from '@/domain/runbooks/kinds/kubectl-resources';
import { printRows } from '../api/print-rows';
import { type Concern, failing } from '../concern';
import { podReady } from './judge-things';
import type { KubectlFound, KubectlVerb } from './kubectl-data';
import { getThing, listThings, MOST_OBJECTS, type Pod, type Thing } from './objects';
import { judgeThing, rowOf } from './thing-rows';

const SERVER_OWN = new Set(['managedFields', 'resourceVersion', 'uid', 'generation', 'selfLink']);
const EVENTS_SHOWN = 20;

/** A thing without what only the server needs; of a Secret and of variables the names alone. */
function shown(thing: Thing): Thing {
  const metadata = Object.fromEntries(Object.entries(thing.metadata).filter(([name]) => !SERVER_OWN.has(name)));
  const { annotations } = thing.metadata;
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...kept } = annotations ?? {};
  const copy = withoutValues({ ...thing, metadata: { ...metadata, ...(annotations ? { annotations: kept } : {}) } }) as Thing;
  if (thing.kind !== 'Secret') return copy;
  const sizes = Object.entries((thing.data ?? {}) as Record<string, string>).map(([key, value]) => [
    key,
    `${Buffer.from(value, 'base64').length} bytes`,
  ]);
  const { stringData, ...secret } = copy as Thing & { stringData?: unknown };
  return { ...secret, data: Object.fromEntries(sizes) } as Thing;
}

/** Variables of containers are named; what they hold is nobody's business here. */
function withoutValues(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) {
    if (key !== 'env') return value.map((each) => withoutValues(each));
    return value.map((each) => (typeof each === 'object' && each !== null && 'value' in each ? { ...each, value: '[redacted]' } : each));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutValues(each, name)]));
}

function countsOf(plural: string, things: readonly Thing[], problems: readonly Concern[]): KubectlFound {
  if (plural !== 'pods') return { ready: things.length - new Set(problems.map(({ message }) => message)).size };
  const states = things.map((thing) => podReady(thing as Pod));
  const ready = states.filter((each) => each.of > 0 && each.ready === each.of).length;
  return { ready, notReady: things.length - ready, restarts: states.reduce((sum, { restarts }) => sum + restarts, 0) };
}

/** What a look at these things says; that there are none is a failure only where some were asked for. */
function found(resource: Resource, things: Thing[], of: { everywhere: boolean; asked?: string }): KubectlFound {
  const problems = things.flatMap((thing) => judgeThing(resource.plural, thing));
  const none = things.length === 0 && of.asked ? [failing('none', `there are no ${resource.plural} with ${of.asked}`)] : [];
  return {
    rows: things.map((thing) => rowOf(resource.plural, thing, of.everywhere)),
    count: things.length,
    ...countsOf(resource.plural, things, problems),
    problems: [...problems, ...none],
  };
}

export const get: KubectlVerb = async ({ peer, command, request }) => {
  const { resource, name } = command.about as { resource: Resource; name?: string };
  const [namespace, selector, fields] = ['namespace', 'selector', 'field-selector'].map((flag) => flagValue(command, flag));
  const { signal } = request;
  const listed = name
    ? { items: [await getThing(peer, resource, { namespace, name }, signal)], truncated: false }
    : await listThings(peer, resource, { namespace, selector, fields }, signal);
  const items = resource.plural === 'events' ? latest(listed.items) : listed.items;
  const of = found(resource, items, { everywhere: hasFlag(command, 'all-namespaces'), asked: selector ?? fields });
  const [only] = items;
  const details = name && only ? shown({ kind: resource.kind, ...only }) : undefined;
  const isWritten = /^(?:yaml|json)$/.test(flagValue(command, 'output') ?? '') || (details && resource.plural === 'configmaps');
  if (isWritten) await request.emit('stdout', stringify(details ?? items.map((each) => shown({ kind: resource.kind, ...each }))));
  else await printRows(request, of.rows);
  if (listed.truncated) await request.emit('stderr', `there are more than ${MOST_OBJECTS}; narrow it with -l\n`);
  return { ...of, ...(details ? { details } : {}), truncated: listed.truncated };
};

const latest = (events: Thing[]): Thing[] =>
  [...events].sort((a, b) => String(b.lastTimestamp ?? b.eventTime ?? '').localeCompare(String(a.lastTimestamp ?? a.eventTime ?? '')));

/** One thing, what is wrong with it, and what was told of it of late. */
export const describe: KubectlVerb = async ({ peer, command, request }) => {
  const { resource, name = '' } = command.about as { resource: Resource; name?: string };
  const namespace = flagValue(command, 'namespace');
  const thing = await getThing(peer, resource, { namespace, name }, request.signal);
  const of = found(resource, [thing], { everywhere: false });
  const fields = `involvedObject.name=${name}`;
  const told = await listThings(peer, resourceNamed('events') as Resource, { namespace, fields }, request.signal);
  const events = latest(told.items)
    .slice(0, EVENTS_SHOWN)
    .map((each) => rowOf('events', each, false));
  const details = shown({ kind: resource.kind, ...thing });
  await request.emit('stdout', stringify(details));
  await request.emit('stdout', '\nEvents:\n');
  await printRows(
    request,
    events.map(({ name: _, age: __, ...event }) => event),
  );
  return { ...of, details, events };
};
