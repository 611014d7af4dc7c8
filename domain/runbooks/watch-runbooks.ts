import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { listServices } from './runbook-files';
import { allRunbooks } from './shelf';

/** The net under the file system's own events, which network and some container file systems do not send. */
const POLL_MS = 2_000;
/** An editor saves in several steps. */
const SETTLE_MS = 40;

type Watching = {
  root: string;
  seen: Awaited<ReturnType<typeof allRunbooks>> | null;
  hashes: Map<string, string> | null;
  watchers: Map<string, FSWatcher>;
  settle: NodeJS.Timeout | null;
  looking: boolean;
  again: boolean;
  closed: boolean;
  onChange: (slug: string, contentHash: string) => void;
};

async function followFolders(watching: Watching): Promise<void> {
  const folders = new Set([watching.root, ...(await listServices(watching.root)).map((service) => path.join(watching.root, service))]);
  for (const [folder, watcher] of watching.watchers) {
    if (folders.has(folder)) continue;
    watcher.close();
    watching.watchers.delete(folder);
  }
  for (const folder of folders) {
    if (watching.closed || watching.watchers.has(folder)) continue;
    try {
      const watcher = watch(/*turbopackIgnore: true*/ folder, { persistent: false }, () => soon(watching));
      watcher.on('error', () => {
        watcher.close();
        watching.watchers.delete(folder);
      });
      watching.watchers.set(folder, watcher);
    } catch {
      // A folder that cannot be watched is still polled.
    }
  }
}

async function compare(watching: Watching): Promise<void> {
  const seen = await allRunbooks(watching.root, 'calm');
  if (seen === watching.seen) return;
  watching.seen = seen;
  const now = new Map([...seen].map(([slug, { runbook }]) => [slug, runbook.contentHash]));
  const before = watching.hashes;
  watching.hashes = now;
  if (!before || watching.closed) return;
  for (const [slug, hash] of now) if (before.get(slug) !== hash) watching.onChange(slug, hash);
  for (const slug of before.keys()) if (!now.has(slug)) watching.onChange(slug, '');
}

async function look(watching: Watching): Promise<void> {
  if (watching.closed) return;
  if (watching.looking) {
    watching.again = true;
    return;
  }
  watching.looking = true;
  try {
    await followFolders(watching);
    await compare(watching);
  } catch (error) {
    log.warn({ error: (error as Error).message }, 'the runbooks could not be looked at; trying again');
  } finally {
    watching.looking = false;
    if (watching.again) soon(watching);
    watching.again = false;
  }
}

function soon(watching: Watching): void {
  if (watching.settle || watching.closed) return;
  watching.settle = setTimeout(() => {
    watching.settle = null;
    void look(watching);
  }, SETTLE_MS);
  watching.settle.unref();
}

/**
 * Calls back when a runbook was added, changed (its new hash) or removed (''), within about 50 ms where the file system
 * tells (of two thousand files within 200 ms), else 2 s. Also keeps the runbooks read, so that the first request need not. Never throws.
 */
export function watchRunbooks(onChange: (slug: string, contentHash: string) => void, root = env().RUNBOOKS_DIR): { close: () => void } {
  const watching: Watching = {
    root,
    seen: null,
    hashes: null,
    watchers: new Map(),
    settle: null,
    looking: false,
    again: false,
    closed: false,
    onChange,
  };
  const poll = setInterval(() => void look(watching), POLL_MS);
  poll.unref();
  void look(watching);
  return {
    close: () => {
      watching.closed = true;
      clearInterval(poll);
      if (watching.settle) clearTimeout(watching.settle);
      for (const watcher of watching.watchers.values()) watcher.close();
      watching.watchers.clear();
    },
  };
}
