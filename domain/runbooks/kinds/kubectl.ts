import type { Block } from '../schema';
import { execObjection } from './argv/exec-reads';
import { type Command, checkCommand, flagValue, hasFlag, readCommand, type VerbShape } from './argv/read-command';
import { INSTANT } from './argv/shapes';
import { splitBody } from './argv/split-words';
import type { BodyProblem } from './body-lines';
import { IN_BRACES, type KindFormat } from './kind-format';
import { KUBECTL_INSTEAD, KUBECTL_VERBS } from './kubectl-commands';
import { readDocuments } from './kubectl-documents';
import { RESOURCE_NAMES, type Resource, ROLLED_OUT, resourceNamed } from './kubectl-resources';

export type KubectlCommand = Command & {
  /** What it is about; without a name, all of that sort. */
  about?: { resource: Resource; name?: string };
  /** A patch, or the manifests to apply; inputs stand in their texts. */
  documents?: unknown[];
  /** Where logs are cut off, as it is written. */
  until?: string;
};

const TWO_WORDS = /^(?:top|rollout|set|create)$/;
const INPUT = /\{[a-z][a-z0-9_]*\}/;
const ALIASES: Record<string, string> = { 'top pod': 'top pods', 'top po': 'top pods', 'top node': 'top nodes', 'top no': 'top nodes' };

function verbOf([program, ...words]: string[]): { verb: string; rest: string[] } | BodyProblem {
  if (program !== 'kubectl' && program !== 'oc') return { problem: 'write a kubectl command, such as kubectl get pods -n shop' };
  // Flags may stand before the verb, as in kubectl -n shop get pods.
  let before = 0;
  while (words[before]?.startsWith('-')) before += /^(?:-n|--namespace)$/.test(words[before] ?? '') ? 2 : 1;
  const leading = words.slice(0, before);
  const [first = '', second = '', third = ''] = words.slice(before);
  const count = first === 'create' ? 3 : TWO_WORDS.test(first) ? 2 : 1;
  const named = [first, second, third].slice(0, count).join(' ');
  return { verb: ALIASES[named] ?? named, rest: [...leading, ...words.slice(before + count)] };
}

/** What a command is about, from "pods web-1", "pod/web-1" or, where only pods are meant, "web-1". */
function aboutOf({ verb, args }: Command): KubectlCommand['about'] | BodyProblem {
  const [first, second] = args;
  if (first === undefined) return undefined;
  const onlyPods = verb === 'logs' || verb === 'exec';
  const slash = first.indexOf('/');
  const [typed, name] = slash >= 0 ? [first.slice(0, slash), first.slice(slash + 1)] : onlyPods ? ['pods', first] : [first, second];
  if (slash >= 0 && second !== undefined && !verb.startsWith('set ')) return { problem: `${verb} takes one name` };
  const resource = resourceNamed(typed);
  if (!resource) return { problem: `${typed} is no sort that is known here; known are ${RESOURCE_NAMES.join(', ')}` };
  return { resource, ...(name === undefined ? {} : { name }) };
}

/** NAME=VALUE behind what it is set on. */
export const assignmentsOf = ({ args }: Command): string[] => args.slice(args[0]?.includes('/') ? 1 : 2);

function aboutProblem(command: KubectlCommand): BodyProblem | undefined {
  const { verb, about } = command;
  const { resource, name } = about ?? {};
  if (/^(?:describe|patch|delete|scale|rollout|set)\b/.test(verb) && !name)
    return { problem: `${verb} needs a name, such as deployment/web` };
  if (/^(?:rollout|set|scale)\b/.test(verb) && resource && !ROLLED_OUT.includes(resource.plural))
    return { problem: `${verb} is for ${ROLLED_OUT.join(', ')}` };
  if (verb === 'delete' && resource?.plural !== 'pods')
    return { problem: 'only a pod is deleted by a button, since what made it makes another' };
  if (verb === 'patch' && resource && !resource.isApplied && !ROLLED_OUT.includes(resource.plural))
    return { problem: `${resource.plural} are not patched by a button` };
  const names = hasFlag(command, 'selector');
  if (name && names) return { problem: 'a name and a selector together leave it open which one counts' };
  if (verb === 'logs' && !name && !names) return { problem: 'say whose logs: a pod, deployment/web, or -l app=web' };
  if (resource?.namespaced === false || verb === 'top nodes' || verb === 'version') return;
  if (!hasFlag(command, 'namespace') && !hasFlag(command, 'all-namespaces'))
    return {
      problem: 'it names no namespace, and would go to whichever is the default one: add -n NAMESPACE, or -A for all when it reads',
    };
  if (name && hasFlag(command, 'all-namespaces')) return { problem: 'one thing by its name lies in one namespace: write -n NAMESPACE' };
}

function meaningProblem(command: KubectlCommand): BodyProblem | undefined {
  const { verb } = command;
  if (verb === 'exec') {
    const objection = execObjection(command.command);
    return objection ? { problem: objection } : undefined;
  }
  if (verb === 'scale' && !hasFlag(command, 'replicas')) return { problem: 'scale needs --replicas=N' };
  if (verb === 'set resources' && !hasFlag(command, 'limits') && !hasFlag(command, 'requests'))
    return { problem: 'set resources needs --limits or --requests, such as --limits=memory=2Gi' };
  const assigned = /^set (?:image|env)$/.test(verb) ? assignmentsOf(command) : ['='];
  if (!assigned.length || !assigned.every((each) => each.includes('='))) return { problem: `${verb} needs NAME=VALUE behind its object` };
  if (verb === 'create secret tls' && !(hasFlag(command, 'cert') && hasFlag(command, 'key')))
    return { problem: 'create secret tls needs --cert=PATH and --key=PATH, both under the roots of the target' };
  if (hasFlag(command, 'follow') && command.until) return { problem: 'what is followed has no until' };
  if (hasFlag(command, 'since') && hasFlag(command, 'since-time')) return { problem: 'since and since-time say the same twice' };
}

function effectProblem(command: Command, { changes }: VerbShape, { effect }: Pick<Block, 'effect'>): BodyProblem | undefined {
  const reads = !changes || hasFlag(command, 'dry-run');
  if (effect === 'read' && !reads)
    return { problem: `${command.verb} changes something: make it a <Remediation>, or add --dry-run=server` };
  if (effect !== 'read' && reads) return { problem: `${command.verb} changes nothing so: make it a <Diagnostic>` };
}

/** What stands below a command: the end of logs, a patch, manifests. */
function takeBelow(command: KubectlCommand, below: string): BodyProblem | undefined {
  const text = below.replace(/^\s*#.*$/gm, '').trim();
  if (command.verb === 'logs') {
    const [, until] = /^until\s+(\S+)$/.exec(text) ?? [];
    if (text && !until) return { problem: 'below logs stands nothing but "until INSTANT"' };
    if (until && !INPUT.test(until) && !INSTANT.pattern.test(until)) return { problem: `"${until}" is not such as ${INSTANT.such}` };
    if (until) command.until = until;
    return;
  }
  const wanted = command.verb === 'apply' || (command.verb === 'patch' && !hasFlag(command, 'patch'));
  if (!wanted && command.verb !== 'patch') return text ? { problem: 'a block runs one command' } : undefined;
  const source = wanted ? below : (flagValue(command, 'patch') ?? '');
  const read = readDocuments(source, { verb: command.verb as 'apply' | 'patch', namespace: flagValue(command, 'namespace') });
  if ('problem' in read) return read;
  command.documents = read.documents;
}

/** Asked again once inputs are filled in. */
export function kubectlProblem(command: KubectlCommand): BodyProblem | undefined {
  const { until } = command;
  if (until && !INPUT.test(until) && !INSTANT.pattern.test(until)) return { problem: `"${until}" is not such as ${INSTANT.such}` };
  return checkCommand(command, KUBECTL_VERBS[command.verb] as VerbShape) ?? meaningProblem(command);
}

/** The command of a body, its inputs not yet filled in; one that its effect does not allow, or without a namespace, is a problem. */
export function readKubectl(body: string, block: Pick<Block, 'effect'>): KubectlCommand | BodyProblem {
  const split = splitBody(body);
  if ('problem' in split) return split;
  const { line } = split;
  const named = verbOf(split.words);
  if ('problem' in named) return { ...named, line };
  const { verb, rest } = named;
  const shape = Object.hasOwn(KUBECTL_VERBS, verb) ? KUBECTL_VERBS[verb] : undefined;
  if (!shape) {
    const instead = Object.hasOwn(KUBECTL_INSTEAD, verb) ? KUBECTL_INSTEAD[verb] : undefined;
    return { problem: instead ?? `kubectl ${verb} is not known here; known are ${Object.keys(KUBECTL_VERBS).join(', ')}`, line };
  }
  const read = readCommand(verb, rest, shape);
  if ('problem' in read) return { ...read, line };
  const about = verb === 'create secret tls' || verb.startsWith('top ') ? undefined : aboutOf(read);
  if (about && 'problem' in about) return { ...about, line };
  const command: KubectlCommand = about ? { ...read, about } : read;
  const problem = aboutProblem(command) ?? effectProblem(read, shape, block);
  if (problem) return { ...problem, line };
  const below = takeBelow(command, split.below);
  if (below) return { ...below, line: (below.line ?? 1) + split.belowLine - 1 };
  const meant = meaningProblem(command);
  return meant ? { ...meant, line } : command;
}

/** Whether a body asks the server what a change would come to: that takes the right to change. */
export function isDryRun(body: string): boolean {
  const read = readKubectl(body, { effect: 'read' });
  return !('problem' in read) && flagValue(read, 'dry-run') === 'server';
}

/** One command of kubectl. */
export const kubectl: KindFormat = {
  aliases: ['k8s', 'oc'],
  changes: true,
  targets: ['kubernetes'],
  asksToChange: isDryRun,
  ...IN_BRACES,
  fields: [
    ...['reachable', 'rows', 'count', 'ready', 'notReady', 'restarts', 'details', 'truncated', 'lines', 'errorLines', 'bounded'],
    ...['memory_used_pct', 'cpu_used_pct', 'complete', 'replicas', 'updated', 'available', 'exitCode', 'stdout', 'stderr'],
    ...['changed', 'diff', 'dryRun', 'replicas_before', 'problems', 'error'],
  ],
  read: readKubectl,
};
