/** Limits of every process of a script; the box's folders are limited apart. */
const LIMITS = { processes: 256, openFiles: 1_024, fileKib: 1024 * 1024, memoryKib: 4 * 1024 * 1024 };
const SET_LIMITS = `umask 077; ulimit -c 0; ulimit -n ${LIMITS.openFiles}; ulimit -f ${LIMITS.fileKib}; ulimit -v ${LIMITS.memoryKib} 2>/dev/null`;
/** Void for the console's own user, whose other processes count too: only for a user namespace or a uid of its own. */
const LIMIT_PROCESSES = `ulimit -u ${LIMITS.processes}`;
// biome-ignore lint/suspicious/noTemplateCurlyInString: bash's own
const CLOSE_INHERITED = 'for f in /proc/self/fd/*; do f=${f##*/}; (( f > 2 )) && eval "exec $f>&-"; done';

/** What a waiting bash writes first, before anything of the script; without it, there was no box. */
export const READY = 'R';

/**
 * What a bash runs that waits in its box for one job. It reads from stdin, until it has all of it: the script's length in
 * bytes, NUL, then NAME NUL VALUE NUL …, an empty name, and the script. Lengths and NULs frame it, so that no text can pass
 * for framing. Then its stdin is /dev/null and the script is the only thing left to do. One line: the script's lines count from 1.
 */
export const WAITING = [
  CLOSE_INHERITED,
  'echo "sandbox:x:$UID:$UID::/scratch:/bin/bash" > /etc/passwd; echo "sandbox:x:$UID:" > /etc/group',
  'echo 1000 > /proc/self/oom_score_adj',
  SET_LIMITS,
  LIMIT_PROCESSES,
  'LC_ALL=C',
  `printf ${READY}`,
  "IFS= read -r -d '' n || exit 125",
  "while IFS= read -r -d '' k && [[ -n $k ]]; do IFS= read -r -d '' v; export \"$k=$v\"; done",
  'IFS= read -r -N "$n" s || exit 125',
  'exec </dev/null',
  'unset -v LC_ALL f k v n',
  'eval "unset -v s; $s"',
].join('; ');

/** For levels without a box: limits, then bash on the file `script` of its folder. */
export const fromFile = (ownUid: boolean) =>
  `${process.platform === 'linux' ? `${CLOSE_INHERITED}; ` : ''}${SET_LIMITS}${ownUid ? `; ${LIMIT_PROCESSES}` : ''}; exec "$BASH" --noprofile --norc script </dev/null`;

const NAME = /^[A-Z_][A-Z0-9_]{0,127}$/;

/** Throws on a script that cannot be handed over whole, and on a name or value that an environment cannot hold. */
export function checkJob(script: string, environment: Readonly<Record<string, string>>): void {
  if (script.includes('\0')) throw new Error('the script holds a NUL character');
  for (const [name, value] of Object.entries(environment))
    if (!NAME.test(name) || value.includes('\0')) throw new Error(`${JSON.stringify(name)} cannot be an environment variable`);
}

/** The bytes that hand a checked job to a waiting bash. */
export function frameJob(script: string, environment: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(script);
  const variables = Object.entries(environment).map(([name, value]) => `${name}\0${value}\0`);
  return Buffer.concat([Buffer.from(`${body.length}\0${variables.join('')}\0`), body]);
}
