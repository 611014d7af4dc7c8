import os from 'node:os';
import { redactText } from '../../redact';
import { isLinux, type Measure, NO_PROC, pct, size } from './figures';
import { listProcesses, readMemory, readOrNothing } from './read-proc';

const SHOWN = 10;
const PAGE_BYTES = 4_096;
const LONGEST_COMMAND = 300;
const SECRET = /pass(?:w(?:or)?d|phrase)?|secret|token|api[-_]?key|credential|auth|private|(?:^|[-_.])(?:pw|pwd|key)$/i;
const HIDDEN = '[redacted]';

/** One word of a command line without what may be secret: what follows a name that says so, and who signs in at an address. */
function withoutSecrets(words: readonly string[]): string[] {
  let hideNext = false;
  return words.map((word) => {
    if (hideNext) {
      hideNext = false;
      return HIDDEN;
    }
    const [, name = '', value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (value !== undefined && SECRET.test(name)) return `${name}=${HIDDEN}`;
    // mysql and its like take a password without a space behind -p.
    if (/^-p\S+$/.test(word)) return `-p${HIDDEN}`;
    hideNext = /^--?[\w.-]+$/.test(word) && (SECRET.test(word) || word === '-p' || word === '-u' || word === '-a');
    return word.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/?#@\s]*@/gi, `$1${HIDDEN}@`);
  });
}

/** A command line as it may be shown. */
export const shownCommand = (words: readonly string[]): string =>
  withoutSecrets(words.map((word) => redactText(word, [])))
    .join(' ')
    .slice(0, LONGEST_COMMAND);

/** As ps aux --sort=-%mem: the ten that hold most memory, with their arguments as far as these may be shown. */
const commands: Measure = async () => {
  if (!isLinux) return NO_PROC;
  const total = readMemory(await readOrNothing('/proc/meminfo')).MemTotal ?? os.totalmem();
  const all = (await listProcesses(PAGE_BYTES)).sort((a, b) => b.rss_bytes - a.rss_bytes).slice(0, SHOWN);
  const rows = await Promise.all(
    all.map(async ({ pid, name, state, rss_bytes }) => {
      const words = (await readOrNothing(`/proc/${pid}/cmdline`)).split('\0').filter(Boolean);
      return { pid, name, state, rss_bytes, memory_pct: pct(rss_bytes, total), command: words.length ? shownCommand(words) : `[${name}]` };
    }),
  );
  return {
    data: { commands: rows },
    text: rows
      .map(
        (row) =>
          `${String(row.pid).padStart(8)}  ${size(row.rss_bytes).padStart(10)}  ${`${row.memory_pct}`.padStart(5)} %  ${row.command}\n`,
      )
      .join(''),
  };
};

/** How many threads run or wait, and who has most of them. */
const threads: Measure = async () => {
  if (!isLinux) return NO_PROC;
  const all = await listProcesses(PAGE_BYTES);
  const counted = await Promise.all(
    all.map(async ({ pid, name }) => ({
      pid,
      name,
      threads: Number(/^Threads:\s*(\d+)/m.exec(await readOrNothing(`/proc/${pid}/status`))?.[1] ?? 0),
    })),
  );
  const count = counted.reduce((sum, each) => sum + each.threads, 0);
  const limit = Number(await readOrNothing('/proc/sys/kernel/threads-max')) || null;
  const most = counted.sort((a, b) => b.threads - a.threads).slice(0, SHOWN);
  return {
    data: { thread_count: count, thread_limit: limit, used_pct: limit ? pct(count, limit) : 0, processes: most },
    text: `threads     ${count}${limit ? ` of at most ${limit}` : ''}, most: ${most
      .slice(0, 3)
      .map(({ name, threads: held }) => `${name} ${held}`)
      .join(', ')}\n`,
  };
};

export const COMMAND_MEASURES = { commands, threads } satisfies Record<string, Measure>;
