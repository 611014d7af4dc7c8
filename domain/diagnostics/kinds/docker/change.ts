import { flagValue } from '@/domain/runbooks/kinds/argv/read-command';
import type { Ask } from '../api/ask-api';
import { askJson, tell } from '../api/ask-api';
import { containerPath, inspectContainer, meantContainers } from './containers';
import type { DockerFound, DockerVerb } from './docker-data';
import { recreate } from './recreate';

const UNITS: Record<string, number> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
const MEMORY_BEFORE_SWAP = 2;

function bytesOf(memory: string): number {
  const [, count = '', unit = 'b'] = /^(\d+)([bkmg]?)$/i.exec(memory) ?? [];
  return Number(count) * (UNITS[unit.toLowerCase() || 'b'] ?? 1);
}

/** What containers are after a change, as a row each. */
async function after({ peer, request }: Parameters<DockerVerb>[0], names: string[]): Promise<DockerFound> {
  const rows = await Promise.all(
    names.map(async (name) => {
      const { State, Config, HostConfig } = await inspectContainer(peer, name, request.signal);
      return { name, state: State.Status, image: Config.Image, memory_limit_bytes: HostConfig.Memory ?? 0, started: State.StartedAt };
    }),
  );
  return { changed: names, rows, count: rows.length, running: rows.filter(({ state }) => state === 'running').length };
}

const each =
  (what: 'start' | 'stop' | 'restart'): DockerVerb =>
  async (of) => {
    const { peer, command, request } = of;
    const names = await meantContainers(peer, command, request.signal);
    const query = { t: flagValue(command, 'time') };
    for (const name of names) {
      // 304: it is so already.
      const ask: Ask = { method: 'POST', path: containerPath(name, `/${what}`), query, also: [304] };
      const status = await tell(peer, ask, request.signal);
      await request.emit('stdout', `${name}: ${what}${status === 304 ? ' (it was so already)' : ''}\n`);
    }
    return after(of, names);
  };

export const start = each('start');
export const stop = each('stop');
export const restart = each('restart');

/** Gives a container another memory limit, at once and without a restart; as much again may be swapped. */
export const update: DockerVerb = async (of) => {
  const { peer, command, request } = of;
  const [name = ''] = command.args;
  const before = (await inspectContainer(peer, name, request.signal)).HostConfig.Memory ?? 0;
  const Memory = bytesOf(flagValue(command, 'memory') ?? '');
  const MemorySwap = bytesOf(flagValue(command, 'memory-swap') ?? '') || Memory * MEMORY_BEFORE_SWAP;
  await askJson(peer, { method: 'POST', path: containerPath(name, '/update'), body: { Memory, MemorySwap } }, request.signal);
  await request.emit('stdout', `${name}: memory limit ${before} -> ${Memory} bytes\n`);
  return { ...(await after(of, [name])), value: before, memoryLimitBytes: Memory };
};

/** Gives an image another name. */
export const tag: DockerVerb = async ({ peer, command, request }) => {
  const [source = '', wanted = ''] = command.args;
  const colon = wanted.lastIndexOf(':');
  const isTagged = colon > wanted.lastIndexOf('/');
  const query = { repo: isTagged ? wanted.slice(0, colon) : wanted, tag: isTagged ? wanted.slice(colon + 1) : 'latest' };
  await tell(peer, { method: 'POST', path: `/images/${encodeURIComponent(source)}/tag`, query }, request.signal);
  const { Id } = await askJson<{ Id: string }>(peer, { path: `/images/${encodeURIComponent(wanted)}/json` }, request.signal);
  await request.emit('stdout', `${wanted} is now ${Id}\n`);
  return { changed: [wanted], value: Id };
};

/** Starts what is stopped, and makes anew each container whose image is by now another one. */
export const composeUp: DockerVerb = async (of) => {
  const { peer, command, request } = of;
  const names = await meantContainers(peer, command, request.signal);
  for (const name of names) {
    const container = await inspectContainer(peer, name, request.signal);
    const image = await askJson<{ Id: string }>(
      peer,
      { path: `/images/${encodeURIComponent(container.Config.Image)}/json` },
      request.signal,
    );
    if (image.Id !== container.Image) await recreate(peer, container, request);
    else if (!container.State.Running)
      await tell(peer, { method: 'POST', path: containerPath(name, '/start'), also: [304] }, request.signal);
    const did = image.Id !== container.Image ? 'made anew' : container.State.Running ? 'up to date' : 'started';
    await request.emit('stdout', `${name}: ${did}\n`);
  }
  return after(of, names);
};
