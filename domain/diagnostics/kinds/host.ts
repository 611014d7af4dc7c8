import { fillIn } from '../fill-in';
import { errored, notAvailable, stoppedEarly } from '../outcome-errors';
import type { Runner, RunnerRequest } from '../schema';
import { COMMAND_MEASURES } from './host/commands';
import type { Measure } from './host/figures';
import { MEASURES } from './host/measures';
import { NETWORK_MEASURES } from './host/network-counters';
import { SAMPLED_MEASURES } from './host/samples';
import { SOCKET_MEASURES } from './host/sockets';
import { SOFTWARE_MEASURES } from './host/software';

const ALL: Record<string, Measure> = {
  ...MEASURES,
  ...SOCKET_MEASURES,
  ...COMMAND_MEASURES,
  ...SAMPLED_MEASURES,
  ...NETWORK_MEASURES,
  ...SOFTWARE_MEASURES,
};
const ALIASES = { mem: 'memory', processes: 'top', ps: 'top', disks: 'disk', ports: 'sockets', iftop: 'rates' } satisfies Record<
  string,
  string
>;
const PACKAGE = /^[a-z0-9][\w.+-]*$/i;
const WITH_ARGUMENT = {
  listen: /^\d{1,5}$/,
  disk: /^\//,
  inodes: /^\//,
  rss: /^\d{1,10}$/,
  packages: PACKAGE,
  pip: PACKAGE,
} satisfies Record<string, RegExp>;

type Wanted = { word: string; argument?: string };

/** The words of the block, each with the port or path that may follow it. */
function readWords({ block, inputs }: RunnerRequest): Wanted[] | { problem: string } {
  const text = block.body.replace(/(^|\s)#.*$/gm, '');
  const known = [...block.inputs.map(({ name }) => name), ...block.needs];
  const words = text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => fillIn(word, inputs, known, (value) => value));
  const wanted: Wanted[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const given = words[at]?.toLowerCase() ?? '';
    const word = given in ALIASES ? ALIASES[given as keyof typeof ALIASES] : given;
    if (!Object.hasOwn(ALL, word)) return { problem: `"${given}" cannot be measured; known are ${Object.keys(ALL).join(', ')}` };
    const next = words[at + 1] ?? '';
    const isWord = Object.hasOwn(ALL, next.toLowerCase()) || Object.hasOwn(ALIASES, next.toLowerCase());
    const takes = !isWord && word in WITH_ARGUMENT && WITH_ARGUMENT[word as keyof typeof WITH_ARGUMENT].test(next);
    wanted.push(takes ? { word, argument: next } : { word });
    if (takes) at += 1;
  }
  return wanted.length ? wanted : { problem: 'write what to measure, such as: cpu memory disk' };
}

/**
 * Measures the machine that the console runs on: cpu, memory, disk [PATH], inodes [PATH], load, top, sockets, interfaces, uptime,
 * listen PORT, threads, commands, vmstat, iostat, netstat, rates, rss PID, versions, packages [NAME], pip [NAME]. Data: one record for each word (sizes in bytes, shares in percent); of a single word also beside it, so that rules can say used_pct.
 */
export const host: Runner = async (request) => {
  const { block, target, signal, emit } = request;
  if (target.name !== 'local')
    return notAvailable(`host measures only the machine that the console runs on (the target "local"), not ${target.name}`);
  const wanted = readWords(request);
  if ('problem' in wanted) return errored('body', wanted.problem);
  const data: Record<string, unknown> = {};
  for (const { word, argument } of wanted) {
    const measured = await (ALL[word] as Measure)(argument, signal, { forMs: block.forMs }).catch((error) => {
      if (signal.aborted) return undefined;
      throw error;
    });
    if (!measured || signal.aborted) return stoppedEarly(data);
    if ('unavailable' in measured) return notAvailable(measured.unavailable);
    data[word] = measured.data;
    if (wanted.length === 1) Object.assign(data, measured.data);
    await emit('stdout', measured.text);
  }
  return { status: 'completed', data };
};
