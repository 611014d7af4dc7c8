import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

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

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

function tryWrite(file, content) {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes the lock file, also from a holder that no longer lives. Returns {release} or, when it is held, {holder: {pid}}. */
export function takeLock(file) {
  const mine = JSON.stringify({ pid: process.pid, started: identify(process.pid) });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (tryWrite(file, mine)) return { release: () => readHolder(file)?.pid === process.pid && rmSync(file, { force: true }) };
    const holder = readHolder(file);
    if (holder?.pid && holder.started && identify(holder.pid) === holder.started) return { holder };
    removeStale(file, holder);
  }
  return { holder: readHolder(file) ?? { pid: 0 } };
}

// Moved aside first, so that of two starters that find the same stale lock, the slower does not remove the faster one's new lock.
function removeStale(file, seen) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    const moved = readHolder(aside);
    if (moved && moved.pid !== seen?.pid) tryWrite(file, JSON.stringify(moved));
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
