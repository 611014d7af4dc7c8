import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * When the process started, as a text; null when there is none. A number alone may belong to another program by now.
 * @returns {string | null}
 */
export function identify(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, state, ...rest] = stat.slice(stat.lastIndexOf(')')).split(' ');
    return state === 'Z' ? null : (rest[18] ?? null);
  } catch {
    return process.platform === 'linux' ? null : identifyByPs(pid);
  }
}

function identifyByPs(pid) {
  try {
    const [state, ...started] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    return state && !state.startsWith('Z') ? started.join(' ') : null;
  } catch {
    return null;
  }
}

/** Who holds it: undefined when nobody does, null when the file does not say. */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

// A file that is seen at all is seen whole: it is linked into place, where the file system can.
function tryWrite(file, content) {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, content, { mode: 0o600 });
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(error.code)) throw error;
    return tryWriteSlowly(file, content);
  } finally {
    rmSync(draft, { force: true });
  }
}

function tryWriteSlowly(file, content) {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

const nameOf = (holder) => (holder?.pid && holder.started ? `${holder.pid}-${String(holder.started).replace(/\W/g, '')}` : 'torn');

/** Takes the lock file, also from a holder that no longer lives. Returns {release} or, when it is held, {holder: {pid}}. */
export function takeLock(file) {
  const mine = JSON.stringify({ pid: process.pid, started: identify(process.pid) });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (tryWrite(file, mine)) return { release: () => readHolder(file)?.pid === process.pid && rmSync(file, { force: true }) };
    const holder = readHolder(file);
    if (holder === undefined) continue;
    if (holder?.pid && holder.started && identify(holder.pid) === holder.started) return { holder };
    removeStale(file, holder);
  }
  return { holder: readHolder(file) ?? { pid: 0 } };
}

// Who may remove a stale lock is decided by a lock of its own, named after the holder that is gone. A slower one that gets it later
// finds another holder by then, and leaves that in peace.
function removeStale(file, stale) {
  const { release } = takeLock(`${file}.after-${nameOf(stale)}`);
  if (!release) return;
  try {
    const now = readHolder(file);
    if (now !== undefined && nameOf(now) === nameOf(stale)) rmSync(file, { force: true });
  } finally {
    release();
  }
}
