import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { type FirewallTool, type RuleWords, readFirewall, ruleProblem } from '@/domain/runbooks/kinds/firewall';
import { fillWords } from '../fill-in';
import { errored, notAvailable, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, failing, warning } from './concern';
import { type Firewall, type FirewallRule, readIptables, readNft, readUfw } from './firewall/read-rules';
import { runProgram } from './run-program';

const SHOWN_RULES = 500;

export type FirewallData = {
  tool: FirewallTool;
  active: boolean;
  policies: Record<string, string>;
  rows: FirewallRule[];
  count: number;
  change: string | null;
  problems: Concern[];
  error: OutsideError | null;
};

/** Where the settings of ufw lie, and by which names the programs are called. */
export type FirewallTools = { etc: string; ufw: string; iptables: string; nft: string };
const TOOLS: FirewallTools = { etc: '/etc', ufw: 'ufw', iptables: 'iptables', nft: 'nft' };

type Read = { firewall: Firewall } | { error: OutsideError };
const notPermitted = (what: string): { error: OutsideError } => ({
  error: { code: 'not_available', message: `not permitted: ${what} is shown to root alone, and the console runs as another user` },
});

async function ufwFile(file: string): Promise<{ text: string } | { error: OutsideError }> {
  try {
    return { text: await readFile(file, 'utf8') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') return notPermitted(file);
    if (code === 'ENOENT') return { error: { code: 'not_available', message: `ufw is not installed here: there is no ${file}` } };
    return { error: { code: 'failed', message } };
  }
}

async function askUfw({ etc }: FirewallTools): Promise<Read> {
  const conf = await ufwFile(path.join(etc, 'ufw/ufw.conf'));
  const rules = await ufwFile(path.join(etc, 'ufw/user.rules'));
  const rules6 = await readFile(path.join(etc, 'ufw/user6.rules'), 'utf8').catch(() => '');
  const defaults = await readFile(path.join(etc, 'default/ufw'), 'utf8').catch(() => '');
  if ('error' in conf) return conf;
  return 'error' in rules ? rules : { firewall: readUfw({ conf: conf.text, defaults, rules: `${rules.text}\n${rules6}` }) };
}

async function askProgram(program: string, words: string[], read: (text: string) => Firewall, signal: AbortSignal): Promise<Read> {
  const ended = await runProgram(program, words, signal);
  if (!ended) return { error: { code: 'not_available', message: `${path.basename(program)} is not installed on this machine` } };
  if (ended.exitCode === 0) return { firewall: read(ended.stdout) };
  const said = ended.stderr.trim().slice(0, 300);
  if (/permission denied|not permitted|you must be root|fetch rule set generation/i.test(said))
    return notPermitted(`${path.basename(program)}’s list`);
  return { error: { code: 'failed', message: `${path.basename(program)}: ${said || `exit code ${ended.exitCode}`}` } };
}

function ask(tools: FirewallTools, tool: FirewallTool, signal: AbortSignal): Promise<Read> {
  if (tool === 'iptables') return askProgram(tools.iptables, ['-w', '5', '-S'], readIptables, signal);
  if (tool === 'nft') return askProgram(tools.nft, ['list', 'ruleset'], readNft, signal);
  return askUfw(tools);
}

const wordsOf = ({ action, from, port, proto }: RuleWords) => [
  action,
  ...(proto ? ['proto', proto] : []),
  'from',
  from,
  'to',
  'any',
  'port',
  port,
];

async function change(tools: FirewallTools, words: string[], signal: AbortSignal): Promise<{ error: OutsideError } | null> {
  const ended = await runProgram(tools.ufw, words, signal);
  if (!ended) return { error: { code: 'not_available', message: 'ufw is not installed on this machine' } };
  if (ended.exitCode === 0) return null;
  const said = (ended.stderr || ended.stdout).trim().slice(0, 300);
  return /root|permission/i.test(said)
    ? { error: { code: 'not_permitted', message: `the console may not change the firewall: ${said}` } }
    : { error: { code: 'refused', message: `ufw refused: ${said || `exit code ${ended.exitCode}`}` } };
}

const isThere = (rows: readonly FirewallRule[], { action, from, port, proto }: RuleWords) =>
  rows.some(
    (row) =>
      row.action === action &&
      row.port === port &&
      (from === 'any' ? row.from === 'anywhere' : row.from === from) &&
      (proto === null || row.proto === proto),
  );

function dataOf(tool: FirewallTool, { active, policies, rows }: Firewall, changed: string | null, more: Concern[] = []): FirewallData {
  const off = active
    ? []
    : [warning('inactive', `${tool} filters nothing: ${tool === 'ufw' ? 'it is switched off' : 'it has no rule, and accepts everything'}`)];
  return {
    tool,
    active,
    policies,
    rows: rows.slice(0, SHOWN_RULES),
    count: rows.length,
    change: changed,
    problems: [...more, ...off],
    error: null,
  };
}

const lineOf = ({ action, direction, proto, port, from, to, text }: FirewallRule) =>
  `${direction.padEnd(8)} ${action.padEnd(8)} ${proto.padEnd(4)} port ${port} from ${from} to ${to}${text ? `  ${text}` : ''}\n`;

async function failed({ emit }: RunnerRequest, tool: FirewallTool, error: OutsideError): Promise<Outcome> {
  if (error.code === 'not_available') return notAvailable(error.message);
  await emit('stderr', `${error.message}\n`);
  const data = {
    ...dataOf(tool, { active: true, policies: {}, rows: [] }, null),
    active: false,
    problems: [failing(error.code, error.message)],
    error,
  };
  return { status: 'completed', data: data satisfies FirewallData };
}

function filled(request: RunnerRequest, rule: RuleWords): RuleWords {
  const [from = '', port = '', proto = ''] = fillWords(request, [rule.from, rule.port, rule.proto ?? '']);
  return { ...rule, from, port, proto: proto || null };
}

/**
 * Makes the runner that reads what the firewall of this machine lets through (ufw's own files; iptables -S; nft list ruleset), or adds and deletes a rule
 * of ufw and looks whether it is there. Data: tool, active, policies, rows [{action, direction, proto, port, from, to, text}], count, change, problems,
 * error {code, message}.
 */
export const firewallOf =
  (tools: FirewallTools): Runner =>
  async (request) => {
    const { block, target, signal, emit } = request;
    const body = readFirewall(block.body, block);
    if (isProblem(body)) return errored('body', `${body.problem}.`);
    if (target.name !== 'local')
      return notAvailable(`the firewall is that of the machine that the console runs on (the target "local"), not of ${target.name}`);
    const tool = 'ask' in body ? body.ask : 'ufw';
    const rule = 'rule' in body ? filled(request, body.rule) : null;
    const problem = rule ? ruleProblem(rule) : null;
    if (problem) return errored('body', `${problem}.`);
    const isDelete = 'change' in body && body.change === 'delete';
    const words = rule ? [...(isDelete ? ['--force', 'delete'] : []), ...wordsOf(rule)] : null;
    const refused = words ? await change(tools, words, signal) : null;
    if (signal.aborted) return stoppedEarly();
    if (refused) return failed(request, tool, refused.error);
    const read = await ask(tools, tool, signal);
    if (signal.aborted) return stoppedEarly();
    if ('error' in read) return failed(request, tool, read.error);
    const lost = rule && isThere(read.firewall.rows, rule) === isDelete;
    const data = dataOf(
      tool,
      read.firewall,
      words?.join(' ') ?? null,
      lost ? [failing('not_changed', `the rule is ${isDelete ? 'still' : 'not'} there`)] : [],
    );
    await emit('stdout', `${data.rows.map(lineOf).join('')}${concernLines(data.problems)}`);
    return { status: 'completed', data };
  };

export const firewall: Runner = firewallOf(TOOLS);
