import type { Effect } from '@/prisma/generated/enums';
import type { BodyProblem } from '../../kinds/body-lines';
import { readDocker } from '../../kinds/docker';
import { readKubectl } from '../../kinds/kubectl';
import type { Kind, Target } from '../../schema';
import { MARK } from '../shell/marks';
import { type Recognised, type Recogniser, type Unproven, unproven } from './recognised';

type Reader = (body: string, block: { effect: Effect }) => object | BodyProblem;
type Sort = { kind: Kind & ('docker' | 'kubectl'); peer: Target['kind']; read: Reader; what: string };

const DOCKER: Sort = { kind: 'docker', peer: 'docker', read: readDocker, what: 'a container engine' };
const KUBECTL: Sort = { kind: 'kubectl', peer: 'kubernetes', read: readKubectl, what: 'a cluster' };

/** A word as it is typed: quoted where a space or a sign would end it. Marks of values stay. */
const typed = (word: string): string => (/^[\w@%+=:,./{}\ue000-\ue002-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`);
const problemOf = (read: object): string | undefined => ('problem' in read ? String(read.problem) : undefined);

/** What the reader of the kind makes of a command: it reads, it changes, or neither can be said. Inputs stand where values are to be filled in. */
function recognise({ kind, peer, read, what }: Sort, program: string, args: readonly string[]): Recognised | Unproven {
  const body = [program, ...args].map(typed).join(' ');
  const withInputs = body.replace(MARK, '{value}');
  const objection = problemOf(read(withInputs, { effect: 'read' }));
  const verb = args
    .filter((arg) => !arg.startsWith('-'))
    .slice(0, 2)
    .join(' ');
  const found = { kind, body, peer: { kind: peer } };
  if (!objection) return { ...found, effect: 'read', why: `${program} ${verb} only asks ${what}.` };
  if (!problemOf(read(withInputs, { effect: 'mutating' })))
    return { ...found, effect: 'mutating', why: `${program} ${verb} changes ${what}.` };
  return unproven(`It asks ${what} for what no block runs: ${objection.replace(MARK, '…').slice(0, 200)}.`);
}

export const recogniseDocker: Recogniser = (args) => recognise(DOCKER, 'docker', args);
export const recogniseCompose: Recogniser = (args) => recognise(DOCKER, 'docker-compose', args);
/** What kubectl and oc have in common is read alike. */
export const recogniseAsKubectl = (args: readonly string[]): Recognised | Unproven => recognise(KUBECTL, 'kubectl', args);
