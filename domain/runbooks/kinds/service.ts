import type { Block } from '../schema';
import { type BodyProblem, isProblem, readLines } from './body-lines';
import { IN_BRACES, type KindFormat } from './kind-format';

export const SERVICE_CHANGES = ['start', 'stop', 'restart', 'reload', 'enable', 'disable'] as const;
export type ServiceChange = (typeof SERVICE_CHANGES)[number];
export type ServiceBody = { verb: 'status' | ServiceChange; units: string[] };

const MOST_UNITS = 20;
const UNIT = /^[A-Za-z0-9:_.@][A-Za-z0-9:_.@\\-]{0,254}$/;
const SUFFIX = /\.(?:service|socket|timer|target|mount|path|slice|scope)$/;

/** A unit's whole name; null for what is none. A name without an ending is a service. */
export const unitName = (text: string): string | null => (UNIT.test(text) ? (SUFFIX.test(text) ? text : `${text}.service`) : null);

/** `status redis postgresql`, or in a remediation `restart redis`. */
export function readService(body: string, { effect }: Pick<Block, 'effect'>): ServiceBody | BodyProblem {
  const lines = readLines(body);
  if (isProblem(lines)) return lines;
  const [first, second] = lines;
  if (!first) return { problem: 'write status UNIT, such as: status redis' };
  if (second) return { problem: 'a block asks one thing of systemd', line: second.line };
  const { line } = first;
  const words = first.words[0] === 'systemctl' ? first.words.slice(1) : first.words;
  const [verb = '', ...units] = words;
  const change = SERVICE_CHANGES.find((each) => each === verb);
  if (verb !== 'status' && !change)
    return { problem: `"${verb}" is not known here; known are status, ${SERVICE_CHANGES.join(', ')}`, line };
  if (change && effect === 'read') return { problem: `${verb} changes something, so it belongs into a <Remediation>`, line };
  if (!units.length || units.length > (change ? 1 : MOST_UNITS))
    return { problem: change ? `write ${verb} and one unit` : `write status and up to ${MOST_UNITS} units`, line };
  const bad = units.find((unit) => !/[{}]/.test(unit) && !unitName(unit));
  return bad ? { problem: `"${bad}" is no name of a unit`, line } : { verb: change ?? 'status', units };
}

/** Units of systemd on the console's own machine. */
export const service: KindFormat = {
  changes: true,
  targets: ['host'],
  ...IN_BRACES,
  fields: [
    ...['rows', 'count', 'unit', 'active', 'activeState', 'subState', 'enabled', 'since', 'sinceSeconds', 'restarts', 'mainPid', 'result'],
    ...['memory_bytes', 'change', 'problems', 'error'],
  ],
  read: readService,
};
