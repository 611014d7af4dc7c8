import { fingerprint } from '@/lib/fingerprint';
import type { Difference } from './kubectl-data';
import type { Thing } from './objects';

const MOST = 200;
/** What every change touches, whatever it was for. */
const PASSED_OVER = /^(?:status|metadata\.(?:managedFields|resourceVersion|generation|uid|creationTimestamp|selfLink))(?:\.|$)/;

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of things that have names is compared by them, so that one more does not shift the others. */
function keyed(list: readonly unknown[]): [string, unknown][] {
  const named = list.every((each) => isTree(each) && typeof each.name === 'string');
  return list.map((each, at) => [named ? `[${(each as { name: string }).name}]` : `[${at}]`, each]);
}

function entriesOf(value: unknown): [string, unknown][] | null {
  if (Array.isArray(value)) return keyed(value);
  return isTree(value) ? Object.entries(value).map(([name, each]) => [`.${name}`, each]) : null;
}

function compare(path: string, before: unknown, after: unknown, found: Difference[]): void {
  if (found.length >= MOST || PASSED_OVER.test(path.replace(/^\./, ''))) return;
  const [was, is] = [entriesOf(before), entriesOf(after)];
  if (was && is) {
    const [old, now] = [new Map(was), new Map(is)];
    for (const name of new Set([...old.keys(), ...now.keys()])) compare(path + name, old.get(name), now.get(name), found);
  } else if (JSON.stringify(before) !== JSON.stringify(after))
    found.push({ path: path.replace(/^\./, ''), before: before ?? null, after: after ?? null });
}

/** Of a Secret, how long each value is and a print by which a change shows, never the value. */
function veiled(thing: Thing): Thing {
  if (thing.kind !== 'Secret') return thing;
  const prints = Object.entries((thing.data ?? {}) as Record<string, string>).map(([key, value]) => {
    const bytes = Buffer.from(value, 'base64');
    return [key, `${bytes.length} bytes, print ${fingerprint(bytes.toString('base64'))}`];
  });
  return { ...thing, data: Object.fromEntries(prints) };
}

/** What was not there yet is compared with itself without content. */
const emptyOf = ({ kind, apiVersion, metadata }: Thing): Thing => ({ kind, apiVersion, metadata, spec: {}, data: {} });

/** Where an object differs from what was there. What the server keeps for itself is passed over, what a Secret holds is not shown. */
export function differences(before: Thing | null, after: Thing): Difference[] {
  const found: Difference[] = [];
  compare('', veiled(before ?? emptyOf(after)), veiled(after), found);
  return found;
}
