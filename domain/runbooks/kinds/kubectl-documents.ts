import { LineCounter, parseAllDocuments } from 'yaml';
import type { BodyProblem } from './body-lines';
import { resourceOfKind } from './kubectl-resources';

const MOST_DOCUMENTS = 10;
const MOST_ALIASES = 20;

type Manifest = { apiVersion?: unknown; kind?: unknown; metadata?: { name?: unknown; namespace?: unknown } };

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function manifestProblem(value: Manifest, namespace: string | undefined): string | undefined {
  const { kind, apiVersion, metadata } = value;
  if (kind === 'Secret') return 'a Secret in a runbook is no secret; use create secret tls, whose files lie on this machine';
  const resource = resourceOfKind(kind);
  if (!resource?.isApplied) return `${kind ?? 'a manifest without kind'} is not applied by a button`;
  const wanted = resource.group ? `${resource.group}/${resource.version}` : resource.version;
  if (apiVersion !== wanted) return `${kind} has the apiVersion ${wanted}`;
  if (typeof metadata?.name !== 'string' || !metadata.name) return `the ${kind} has no metadata.name`;
  if (metadata.namespace !== undefined && metadata.namespace !== namespace)
    return `the ${kind} lies in the namespace ${metadata.namespace}, the command speaks of ${namespace}`;
}

/** A patch, or manifests divided by ---, as YAML or JSON. Inputs stand in "texts", where they can be nothing but themselves. */
export function readDocuments(
  text: string,
  { verb, namespace }: { verb: 'apply' | 'patch'; namespace?: string },
): { documents: unknown[] } | BodyProblem {
  if (!text.trim())
    return { problem: verb === 'apply' ? 'write the manifest below the command' : 'write the patch behind -p, or below the command' };
  const counter = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: counter, uniqueKeys: true });
  if (!Array.isArray(parsed)) return { problem: 'write the manifest below the command' };
  if (parsed.length > MOST_DOCUMENTS) return { problem: `a block applies at most ${MOST_DOCUMENTS} things` };
  const documents: unknown[] = [];
  for (const document of parsed) {
    const [error] = document.errors;
    if (error) return { problem: `it is no YAML or JSON: ${error.message.split('\n')[0]}`, line: error.linePos?.[0].line };
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    if (value === null) continue;
    const line = counter.linePos(document.range?.[0] ?? 0).line;
    if (!isTree(value)) return { problem: 'it is no object', line };
    const problem = verb === 'apply' ? manifestProblem(value, namespace) : undefined;
    if (problem) return { problem, line };
    documents.push(value);
  }
  return verb === 'patch' && documents.length !== 1 ? { problem: 'a patch is one document' } : { documents };
}
