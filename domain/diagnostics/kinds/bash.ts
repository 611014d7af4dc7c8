import type { Block } from '@/domain/runbooks/schema';
import { PROBLEM_WITHOUT_BASH, sandbox } from '@/lib/sandbox/level';
import { runScript, type ScriptEnd } from '@/lib/sandbox/run-script';
import { reachesNetwork, targetEndpoint } from '../egress';
import { errored, notAvailable, stoppedEarly } from '../outcome-errors';
import { MAX_OUTPUT_BYTES } from '../rules';
import type { Runner, RunnerRequest } from '../schema';
import { makeTail } from './bash/tail';

export { closeSandboxes, warmSandboxes } from '@/lib/sandbox/run-script';

const withoutLogin = (url: string) => url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');

/** INPUT_NAME for each value, an empty one for each input left blank; and where the target is, never how to sign in there. */
function environmentOf({ block, target, inputs }: RunnerRequest): Record<string, string> {
  const environment: Record<string, string> = {};
  const variable = (name: string) => `INPUT_${name.toUpperCase().replace(/[^A-Z0-9_]/g, '_')}`;
  for (const name of [...block.inputs.map((spec) => spec.name), ...block.needs]) environment[variable(name)] = '';
  for (const [name, value] of Object.entries(inputs)) environment[variable(name)] = String(value);
  const endpoint = targetEndpoint(target);
  if (target.url) environment.TARGET_URL = withoutLogin(target.url);
  if (endpoint) Object.assign(environment, { TARGET_HOST: endpoint.host, TARGET_PORT: String(endpoint.port) });
  return environment;
}

function parseJson(text: string | undefined): unknown {
  if (!text?.trim()) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Collected = ReturnType<typeof makeTail>;
function dataOf(ended: ScriptEnd, stdout: Collected, stderr: Collected, network: boolean) {
  return {
    exit_code: ended.exitCode,
    signal: ended.signal,
    stdout: stdout.text().trim(),
    stderr: stderr.text().trim(),
    lines: stdout.lines(),
    json: parseJson(stdout.whole()),
    bounded: ended.why === 'bounded',
    sandbox: ended.level,
    network: ended.level === 'bwrap' ? network : true,
  };
}

const refusal = (block: Block): string | undefined => {
  const { level, bash } = sandbox();
  if (!bash) return PROBLEM_WITHOUT_BASH;
  if (level === 'none' && block.effect !== 'read')
    return 'this machine has no sandbox, and without one scripts may not change anything. Install bubblewrap.';
};

/** As sysexits.h: a script says so when a program or a service that it needs is not there. */
const EX_UNAVAILABLE = 69;
const NOT_FOUND = 127;

/** Why the script could not do its work here: it says so itself, or its last command does not exist. */
function missing(exitCode: number | null, stderr: string): string | undefined {
  const last = stderr.trim().split('\n').at(-1)?.trim() ?? '';
  if (exitCode === EX_UNAVAILABLE) return last || 'the script says that something it needs is missing (exit code 69)';
  if (exitCode === NOT_FOUND && /: command not found$/.test(last)) return last.replace(/^script: line \d+: /, '');
}

/**
 * Runs the block's script in its box. Data: exit_code, signal, stdout and stderr (the last 64 KiB, trimmed), lines, json (stdout, when all
 * of it parses), bounded (ended at its `for` or `lines`), sandbox, network. Exit code 69 says "not available here".
 */
export const bash: Runner = async (request) => {
  const { block, target, signal, emit } = request;
  const refused = refusal(block);
  if (refused) return notAvailable(refused);
  const tails = { stdout: makeTail(), stderr: makeTail() };
  const network = reachesNetwork(target);
  const ended = await runScript({
    script: block.body,
    environment: environmentOf(request),
    network,
    signal,
    forMs: block.forMs,
    maxLines: block.maxLines,
    maxOutputBytes: MAX_OUTPUT_BYTES,
    write: (stream, text) => {
      tails[stream].push(text);
      return emit(stream, text);
    },
  });
  const data = dataOf(ended, tails.stdout, tails.stderr, network);
  if (ended.why === 'aborted') return stoppedEarly(data);
  if (ended.why === 'output_limit') return errored('output_limit', 'The script wrote more than 1 GiB and was ended.', data);
  const lacking = ended.why === 'exited' ? missing(ended.exitCode, tails.stderr.text()) : undefined;
  return lacking ? { ...notAvailable(lacking), data } : { status: 'completed', data };
};
