import { constants } from 'node:fs';
import { lstat, open, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { OutsideError } from '../../outcome-errors';
import { catchesQuit, effectiveUser, innerPid, isHotspot } from './find-process';

const SOCKET_LIMIT_MS = 5_000;
const LOOK_EVERY_MS = 20;
const ANSWER_LIMIT_MS = 30_000;
const MOST_BYTES = 32 * 1024 * 1024;
const PROTOCOL = '1';

type Attached = { text: string } | { error: OutsideError };
const failure = (code: string, message: string): { error: OutsideError } => ({ error: { code, message } });

async function objection(pid: number): Promise<{ error: OutsideError } | null> {
  const user = await effectiveUser(pid);
  if (user === null) return failure('no_process', `there is no process ${pid}`);
  const mine = process.geteuid?.();
  if (mine !== 0 && mine !== user)
    return failure(
      'not_available',
      `process ${pid} runs as user ${user}, and the console as ${mine}: a Java machine answers only its own user and root`,
    );
  if (!(await isHotspot(pid))) return failure('not_java', `process ${pid} is no Java machine (HotSpot) that the console may look into`);
  if (!(await catchesQuit(pid)))
    return failure('not_available', `the Java machine ${pid} takes no questions: it was started with -Xrs or is only starting`);
  return null;
}

const isSocket = async (file: string) => (await lstat(file).catch(() => null))?.isSocket() ?? false;

/** Asks the machine to open its socket, as jstack does: a file of its user in its /tmp, then SIGQUIT. */
async function openDoor(pid: number, inner: number, signal: AbortSignal): Promise<boolean> {
  const folder = `/proc/${pid}/root/tmp`;
  const socket = `${folder}/.java_pid${inner}`;
  if (await isSocket(socket)) return true;
  const knock = `${folder}/.attach_pid${inner}`;
  const handle = await open(knock, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | constants.O_NOFOLLOW, 0o600).catch(
    () => null,
  );
  const user = await effectiveUser(pid);
  // By the open file, not its name: whoever owns that folder could put a link in its place.
  if (handle && user !== null && user !== process.geteuid?.()) await handle.chown(user, -1).catch(() => {});
  await handle?.close();
  try {
    // Looked at again at the last moment: SIGQUIT ends what does not catch it.
    if (!(await isHotspot(pid)) || !(await catchesQuit(pid))) return false;
    process.kill(pid, 'SIGQUIT');
    const until = performance.now() + SOCKET_LIMIT_MS;
    while (performance.now() < until) {
      if (await isSocket(socket)) return true;
      await pause(LOOK_EVERY_MS, undefined, { signal });
    }
    return false;
  } finally {
    if (handle) await unlink(knock).catch(() => {});
  }
}

function ask(socket: string, words: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const connection = connect(socket);
    const chunks: Buffer[] = [];
    let bytes = 0;
    const abort = () => connection.destroy(new Error('stopped'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    connection.setTimeout(ANSWER_LIMIT_MS, () => connection.destroy(new Error(`no answer within ${ANSWER_LIMIT_MS / 1_000} s`)));
    connection.on('connect', () => connection.write(`${[PROTOCOL, ...words].join('\0')}\0`));
    connection.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) return connection.destroy(new Error('it answered with more than 32 MiB'));
      chunks.push(chunk);
    });
    connection.on('error', reject);
    connection.on('close', () => {
      signal.removeEventListener('abort', abort);
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
  });
}

/** Asks a local Java process for its threads and their locks by HotSpot's own attach protocol; no JDK is needed. */
export async function dumpThreads(pid: number, signal: AbortSignal): Promise<Attached> {
  const refused = await objection(pid);
  if (refused) return refused;
  const inner = await innerPid(pid);
  try {
    if (!(await openDoor(pid, inner, signal)))
      return failure(
        'not_available',
        `the Java machine ${pid} did not open its door within ${SOCKET_LIMIT_MS / 1_000} s: attaching is switched off (-XX:+DisableAttachMechanism), or it hangs in a safepoint`,
      );
    const answer = await ask(`/proc/${pid}/root/tmp/.java_pid${inner}`, ['threaddump', '-l', '', ''], signal);
    const [status = '', ...rest] = answer.split('\n');
    return status === '0'
      ? { text: rest.join('\n') }
      : failure('refused', `the Java machine ${pid} answered ${status}: ${rest.join(' ').slice(0, 200)}`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM')
      return failure(
        'not_available',
        `the console may not reach the door of process ${pid}; run it as the same user, or give it a dump with "file"`,
      );
    return failure('failed', `process ${pid}: ${message}`);
  }
}
