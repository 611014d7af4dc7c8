import { runProgram } from '../run-program';
import { isLinux, type Measure, NO_PROC } from './figures';
import { readOrNothing } from './read-proc';

const ANSWER_LIMIT_MS = 10_000;
const MOST_PACKAGES = 5_000;
const SHOWN_LINES = 20;

/** What is asked for its version, and with which words. */
const RUNTIMES: Record<string, readonly string[]> = {
  node: ['--version'],
  python3: ['--version'],
  java: ['-version'],
  ruby: ['--version'],
  php: ['--version'],
  go: ['version'],
};
const NAMES: Record<string, string> = { python3: 'python' };

const versionIn = (text: string): string | null => /(\d+\.\d+(?:\.\d+)?(?:[._+-][\w.+-]*)?)/.exec(text)?.[1] ?? null;
const bounded = (signal: AbortSignal) => AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]);

/** The versions of the runtimes that are on this machine's PATH. */
const versions: Measure = async (_, signal) => {
  const rows = await Promise.all(
    Object.entries(RUNTIMES).map(async ([program, words]) => {
      const ended = await runProgram(program, words, bounded(signal));
      const version = ended && ended.exitCode === 0 ? versionIn(ended.stdout || ended.stderr) : null;
      return { runtime: NAMES[program] ?? program, version };
    }),
  );
  const found = Object.fromEntries(rows.map(({ runtime, version }) => [runtime, version]));
  return {
    data: { ...found, runtimes: rows },
    text: rows.map(({ runtime, version }) => `version     ${runtime.padEnd(10)} ${version ?? 'not on PATH'}\n`).join(''),
  };
};

type Package = { name: string; version: string };
const byName = (a: Package, b: Package) => a.name.localeCompare(b.name);

/** /var/lib/dpkg/status: what is installed, not what only left its settings behind. */
export const readDpkg = (text: string): Package[] =>
  text.split(/\n\n+/).flatMap((block) => {
    const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(block)?.[1];
    const [name, version, status] = [field('Package'), field('Version'), field('Status')];
    return name && version && /\binstalled$/.test(status ?? '') ? [{ name, version }] : [];
  });

/** /lib/apk/db/installed. */
export const readApk = (text: string): Package[] =>
  text.split(/\n\n+/).flatMap((block) => {
    const [name, version] = [/^P:(.+)$/m.exec(block)?.[1], /^V:(.+)$/m.exec(block)?.[1]];
    return name && version ? [{ name, version }] : [];
  });

function listed(manager: string, all: Package[], beginning: string | undefined) {
  const packages = all.filter(({ name }) => !beginning || name.startsWith(beginning)).sort(byName);
  const shown = packages.slice(0, SHOWN_LINES).map(({ name, version }) => `package     ${name} ${version}\n`);
  return {
    data: { manager, packages: packages.slice(0, MOST_PACKAGES), package_count: packages.length },
    text: `packages    ${packages.length} of ${manager}\n${shown.join('')}`,
  };
}

/** The system's own packages; a word behind it is what their names begin with. */
const packages: Measure = async (argument, signal) => {
  if (!isLinux) return NO_PROC;
  const dpkg = readDpkg(await readOrNothing('/var/lib/dpkg/status'));
  if (dpkg.length) return listed('dpkg', dpkg, argument);
  const apk = readApk(await readOrNothing('/lib/apk/db/installed'));
  if (apk.length) return listed('apk', apk, argument);
  const rpm = await runProgram('rpm', ['-qa', '--queryformat', '%{NAME} %{VERSION}-%{RELEASE}\n'], bounded(signal));
  if (rpm?.exitCode !== 0) return { unavailable: 'this machine has neither dpkg, apk nor rpm' };
  const rows = rpm.stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  return listed(
    'rpm',
    rows.map(([name = '', version = '']) => ({ name, version })),
    argument,
  );
};

/** The packages of python3 on PATH. */
const pip: Measure = async (argument, signal) => {
  const ended = await runProgram(
    'python3',
    ['-I', '-m', 'pip', 'list', '--format=json', '--disable-pip-version-check', '--no-input'],
    bounded(signal),
  );
  if (!ended) return { unavailable: 'python3 is not on PATH' };
  try {
    return listed(
      'pip',
      (JSON.parse(ended.stdout) as Package[]).map(({ name, version }) => ({ name, version })),
      argument,
    );
  } catch {
    return {
      unavailable: `pip of python3 does not answer: ${ended.stderr.trim().split('\n').at(-1)?.slice(0, 200) || `exit code ${ended.exitCode}`}`,
    };
  }
};

export const SOFTWARE_MEASURES = { versions, packages, pip } satisfies Record<string, Measure>;
