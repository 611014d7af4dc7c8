import { parse } from 'yaml';
import { type Cluster, forget, keep, type Thing } from './cluster';
import { jsonPatch, mergePatch, strategicPatch } from './patch';
import { notFound, Refusal } from './refusal';
import { apiVersionOf, type Sort } from './sorts';

const READ_ONLY = new Set(['endpoints', 'events', 'nodes.metrics.k8s.io', 'pods.metrics.k8s.io']);

type Target = { cluster: Cluster; sort: Sort; resource: string; namespace?: string; name: string; dryRun: boolean };

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Refusal(400, `error decoding patch: ${(error as Error).message}`);
  }
}

function patched(before: Thing | undefined, type: string, body: unknown): unknown {
  if (type === 'application/json-patch+json') {
    try {
      return jsonPatch(before, body as Parameters<typeof jsonPatch>[1]);
    } catch (error) {
      throw new Refusal(422, `the server rejected our request due to an error in our request: ${(error as Error).message}`);
    }
  }
  if (type === 'application/merge-patch+json') return mergePatch(before, body);
  if (type === 'application/strategic-merge-patch+json' || type === 'application/apply-patch+yaml')
    return strategicPatch(before ?? {}, body);
  throw new Refusal(
    415,
    `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml`,
  );
}

function checkThing(thing: Thing, before: Thing | undefined, { sort, name }: Target): void {
  const invalid = (field: string, why: string) =>
    new Refusal(422, `${sort.kind} "${name}" is invalid: ${field}: ${why}`, { name, kind: sort.kind });
  if (thing.metadata?.name !== name) throw invalid('metadata.name', 'field is immutable');
  const replicas = thing.spec?.replicas;
  if (replicas !== undefined && (!Number.isInteger(replicas) || replicas < 0))
    throw invalid('spec.replicas', 'must be greater than or equal to 0');
  if (
    before?.spec?.selector &&
    ['Deployment', 'StatefulSet'].includes(sort.kind) &&
    JSON.stringify(before.spec.selector) !== JSON.stringify(thing.spec.selector)
  )
    throw invalid('spec.selector', 'field is immutable');
  for (const container of thing.spec?.template?.spec?.containers ?? [])
    if (!container.image) throw invalid(`spec.template.spec.containers[${container.name}].image`, 'Required value');
  if (before && thing.metadata.resourceVersion !== before.metadata.resourceVersion)
    throw new Refusal(
      409,
      `Operation cannot be fulfilled on ${sort.plural} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    );
}

/** Changes one thing, or makes it where it is applied; with a dry run, only says what would come of it. */
export function patchThing(target: Target, before: Thing | undefined, type: string, text: string): { status: number; thing: Thing } {
  const { cluster, sort, resource, namespace, name, dryRun } = target;
  if (READ_ONLY.has(resource)) throw new Refusal(405, `the server does not allow this method on the requested resource`);
  const applies = type === 'application/apply-patch+yaml';
  if (!before && !applies) throw notFound(resource, name);
  const thing = structuredClone(patched(before, type, parsed(text))) as Thing;
  checkThing(thing, before, target);
  const changed = JSON.stringify([thing.spec, thing.data]) !== JSON.stringify([before?.spec, before?.data]);
  const generation = (before?.metadata.generation ?? 0) + (changed && thing.spec ? 1 : 0);
  const metadata = { ...thing.metadata, ...(sort.namespaced ? { namespace } : {}), ...(thing.spec ? { generation } : {}) };
  const made: Thing = { ...thing, apiVersion: apiVersionOf(sort), kind: sort.kind, metadata };
  return { status: before ? 200 : 201, thing: dryRun ? made : keep(cluster, resource, made, Date.now()) };
}

/** The part of a workload that says how many. */
export const scaleOf = ({ metadata, spec, status }: Thing) => ({
  kind: 'Scale',
  apiVersion: 'autoscaling/v1',
  metadata: { name: metadata.name, namespace: metadata.namespace, uid: metadata.uid, resourceVersion: metadata.resourceVersion },
  spec: { replicas: spec.replicas ?? 1 },
  status: { replicas: status?.replicas ?? 0 },
});

export function deleteThing({ cluster, resource, name, dryRun }: Target, before: Thing | undefined): Thing {
  if (!before) throw notFound(resource, name);
  if (dryRun) return before;
  forget(cluster, resource, before);
  if (resource === 'pods') cluster.facts.delete(before.metadata.uid ?? '');
  return before;
}
