import type { Effect } from '@/prisma/generated/enums';
import { hasMark, MARK } from '../shell/marks';
import { recogniseAsKubectl } from './containers';
import { type Recogniser, readOptions, unproven } from './recognised';

/** Changes of a cluster that one line says whole, and whether what they remove comes back. */
const CHANGES: [RegExp, Effect][] = [
  [/^rollout (?:restart|undo|pause|resume) [\w.-]+[/ ]\S+$/, 'mutating'],
  [/^scale (?:[\w.-]+[/ ])\S+$/, 'mutating'],
  [/^(?:cordon|uncordon) \S+$/, 'mutating'],
  [/^drain \S+$/, 'destructive'],
  [/^delete (?:pods?|po)(?:\/| )\S+$/, 'destructive'],
];
const ON_NODES = /^(?:cordon|uncordon|drain) /;
const OPTIONS = {
  flags: '',
  valued: 'nl',
  long: ['ignore-daemonsets', 'delete-emptydir-data', 'wait'],
  longValued: ['namespace', 'replicas', 'timeout', 'grace-period', 'to-revision', 'context'],
};

/** A word for bash: values come from the environment, everything else is quoted when it must be. */
function quoted(word: string): string {
  if (!hasMark(word)) return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
  const escaped = word.replace(/["`\\$]/g, '\\$&');
  return `"${escaped.replace(MARK, (mark) => `\${${mark}}`)}"`;
}

const recognise =
  (program: string): Recogniser =>
  (args) => {
    const known = recogniseAsKubectl(args);
    const read = readOptions(args, OPTIONS);
    const changes = 'unknown' in read ? undefined : CHANGES.find(([pattern]) => pattern.test(read.rest.join(' ')))?.[1];
    if (!('unproven' in known)) return known.effect === 'read' ? known : { ...known, effect: changes ?? known.effect };
    if ('unknown' in read) return unproven(`Nothing here proves what ${program} does with ${read.unknown.slice(0, 40)}.`);
    const verb = read.rest.join(' ');
    if (!changes) return known;
    if (!ON_NODES.test(verb) && !read.options.has('n') && !read.options.has('namespace'))
      return unproven('It changes a cluster and names no namespace.');
    return {
      kind: 'bash',
      body: [program, ...args].map(quoted).join(' '),
      effect: changes,
      peer: null,
      why: `${program} ${read.rest.slice(0, 2).join(' ')} changes the cluster; it runs where the console has ${program} and its access.`,
    };
  };

export const recogniseKubectl = recognise('kubectl');
export const recogniseOc = recognise('oc');
