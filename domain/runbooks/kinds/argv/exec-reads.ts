/** A program that may be run inside a container: its flags with what each takes, its arguments, and what it cannot do without. */
type Program = {
  flags?: Record<string, RegExp | null>;
  args: readonly [least: number, most: number, each: RegExp];
  /** One of these must stand there. */
  needs?: readonly string[];
  why?: string;
};

const HOST = /^(?!-)[A-Za-z0-9._:-]{1,253}$/;
const PORT = /^\d{1,5}$/;
const SECONDS = /^[1-9]\d?$/;
const NONE: Program = { args: [0, 0, /^$/] };
const URL_ONLY = /^https?:\/\/[A-Za-z0-9._:[\]-]+(?:\/[\w./~%?=&+:,-]*)?$/;
const CURL = { '-s': null, '-S': null, '-sS': null, '-k': null, '-m': SECONDS, '--max-time': SECONDS, '--connect-timeout': SECONDS };

/** What only reads, whatever its arguments are. */
const PROGRAMS: Record<string, Program> = {
  nginx: { flags: { '-t': null, '-v': null }, args: [0, 0, /^$/], needs: ['-t', '-v'], why: 'nginx without -t starts a server' },
  pg_isready: {
    flags: { '-h': HOST, '-p': PORT, '-U': /^\w{1,63}$/, '-d': /^\w{1,63}$/, '-t': SECONDS, '-q': null },
    args: [0, 0, /^$/],
  },
  ping: {
    flags: { '-c': /^(?:[1-9]|10)$/, '-W': SECONDS, '-w': SECONDS, '-4': null, '-6': null },
    args: [1, 1, HOST],
    needs: ['-c'],
    why: 'ping without a count never ends: write ping -c 4, at most 10',
  },
  nslookup: { args: [1, 2, HOST] },
  getent: { args: [2, 2, HOST] },
  curl: {
    flags: { ...CURL, '-I': null, '-sI': null, '-sSI': null, '--head': null },
    args: [1, 1, URL_ONLY],
    needs: ['-I', '-sI', '-sSI', '--head'],
    why: 'only curl -I is known to read',
  },
  wget: { flags: { '-q': null, '--spider': null, '-T': SECONDS }, args: [1, 1, URL_ONLY], needs: ['--spider'], why: 'write wget --spider' },
  nc: {
    flags: { '-z': null, '-v': null, '-zv': null, '-vz': null, '-w': SECONDS },
    args: [2, 2, HOST],
    needs: ['-z', '-zv', '-vz'],
    why: 'nc without -z waits for what is typed',
  },
  cat: {
    args: [1, 1, /^(?:\/etc\/(?:resolv\.conf|hosts|hostname|os-release|nsswitch\.conf)|\/proc\/(?:loadavg|meminfo))$/],
    why: 'cat may show /etc/resolv.conf, /etc/hosts, /etc/hostname, /etc/os-release, /etc/nsswitch.conf, /proc/loadavg and /proc/meminfo',
  },
  df: { flags: { '-h': null, '-i': null }, args: [0, 1, /^\/[\w./-]*$/] },
  date: { flags: { '-u': null }, args: [0, 0, /^$/] },
  hostname: NONE,
  uptime: NONE,
  id: NONE,
  'redis-cli': { args: [1, 2, /^(?:ping|info|dbsize|[a-z]{1,20})$/i] },
};
const SHELLS = /^(?:.*\/)?(?:ba|da|z|k)?sh$/;
const INPUT = /\{[a-z][a-z0-9_]*\}/;

/** Why a command may not be run inside a container by a diagnostic, or nothing. */
export function execObjection(words: readonly string[]): string | undefined {
  const [name = '', ...rest] = words;
  if (SHELLS.test(name)) return 'a shell inside a container is a step for a person, not for a button';
  const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
  if (!program) return `${name || 'nothing'} is not among the programs known to only read; these are: ${Object.keys(PROGRAMS).join(', ')}`;
  const args: string[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    const value = program.flags?.[word];
    if (value === undefined && word.startsWith('-')) return `${name} ${word} is not known to only read`;
    if (value === undefined) args.push(word);
    else seen.add(word);
    if (!value) continue;
    at += 1;
    const given = rest[at] ?? '';
    if (!INPUT.test(given) && !value.test(given)) return `${name} ${word} ${given} is not known to only read`;
  }
  const [least, most, each] = program.args;
  const wrong = args.find((arg) => !INPUT.test(arg) && !each.test(arg));
  if (wrong !== undefined) return program.why && name === 'cat' ? program.why : `${name} ${wrong} is not known to only read`;
  if (args.length < least || args.length > most) return `${name} takes ${least === most ? least : `${least} to ${most}`} arguments here`;
  if (program.needs && !program.needs.some((flag) => seen.has(flag))) return program.why;
  return name === 'redis-cli' && !/^(?:ping|info|dbsize)$/i.test(args[0] ?? '') ? 'of redis-cli only ping, info and dbsize' : undefined;
}
