import type { Effect } from '@/prisma/generated/enums';
import { isProblem } from '../../kinds/body-lines';
import { readDocker } from '../../kinds/docker';
import { readKubectl } from '../../kinds/kubectl';
import type { Target } from '../../schema';
import { MARK } from '../shell/marks';
import { type Recognised, type Recogniser, type Unproven, unproven } from './recognised';

type Reader = (body: string, block: { effect: Effect }) => object;
type Sort = { kind: 'docker' | 'kubectl'; read: Reader; peer: Target['kind'] };

const DOCKER: Sort = { kind: 'docker', read: readDocker, peer: 'docker' };
const KUBECTL: Sort = { kind: 'kubectl', read: readKubectl, peer: 'kubernetes' };
/** Verbs after which something is gone that nothing here brings back. */
const DESTROYS = /^(?:delete|drain)\b/;

/** A word as the kinds' own reader takes it apart; marks stay. */
const quoted = (word: string) =>
  new RegExp(`^(?:${MARK.source}|[\\w@%+=:,./-])+$`).test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** Manifests of secrets hold them in plain sight, only encoded. */
const SHOWS_SECRETS = /\bsecrets?\b.*(?:-o|--output)|(?:-o|--output).*\bsecrets?\b/;

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

/** The first Compose is a program of its own; its verbs are those of the second. */
const saying = (program: string, verb = '') => `${program === 'docker-compose' ? 'docker' : program} ${verb}`;

/** A command is what the kind that would run it says: its verbs are listed, and those of a diagnostic only read. */
function recogniseAs(sort: Sort, program: string, args: string[]): Recognised | Unproven {
  if (/^(?:kubectl|oc)$/.test(program) && SHOWS_SECRETS.test(args.join(' '))) return unproven('It shows what a secret holds.');
  const body = [program, ...args].map(quoted).join(' ');
  const readAs = (effect: Effect) => sort.read(body.replace(MARK, '{value}'), { effect }) as { verb?: string };
  const base = { kind: sort.kind, body, peer: { kind: sort.peer } };
  const read = readAs('read');
  if (!isProblem(read))
    return {
      ...base,
      effect: 'read',
      why: `${saying(program, read.verb)} is one of the verbs that a diagnostic of the kind ${sort.kind} may run: they only read.`,
    };
  const change = readAs('mutating');
  if (isProblem(change)) return unproven(sentence(read.problem));
  const effect = DESTROYS.test(change.verb ?? '') ? 'destructive' : 'mutating';
  return { ...base, effect, why: `${saying(program, change.verb)} changes what it names.` };
}

const recognise =
  (sort: Sort, program: string): Recogniser =>
  (args) =>
    recogniseAs(sort, program, args);

/** Programs that speak to a container engine or a cluster; what is not listed in their kinds is left to be read. */
export const CONTAINER_RECOGNISERS: Readonly<Record<string, Recogniser>> = {
  docker: recognise(DOCKER, 'docker'),
  'docker-compose': recognise(DOCKER, 'docker-compose'),
  podman: recognise(DOCKER, 'podman'),
  kubectl: recognise(KUBECTL, 'kubectl'),
  oc: recognise(KUBECTL, 'oc'),
};
