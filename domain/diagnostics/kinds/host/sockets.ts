import { readdir, readlink } from 'node:fs/promises';
import { isLinux, type Measure, NO_PROC } from './figures';
import { readOrNothing, readSockets, type SocketView } from './read-proc';

const PROTOCOLS = ['tcp', 'tcp6', 'udp', 'udp6'];

type Listener = Pick<SocketView, 'protocol' | 'address' | 'port'> & { process: string | null };

async function allSockets(): Promise<SocketView[]> {
  const texts = await Promise.all(PROTOCOLS.map((protocol) => readOrNothing(`/proc/net/${protocol}`)));
  return texts.flatMap((text, index) => readSockets(PROTOCOLS[index] as string, text));
}

/** Which process holds a socket; only of those that this user may look into. */
async function ownersOf(inodes: Set<string>): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  await Promise.all(
    pids.map(async (pid) => {
      const fds = await readdir(`/proc/${pid}/fd`).catch(() => []);
      for (const fd of fds) {
        const inode = /^socket:\[(\d+)\]$/.exec(await readlink(`/proc/${pid}/fd/${fd}`).catch(() => ''))?.[1];
        if (inode && inodes.has(inode)) owners.set(inode, `${(await readOrNothing(`/proc/${pid}/comm`)).trim()} (${pid})`);
      }
    }),
  );
  return owners;
}

async function listenersOf(sockets: SocketView[]): Promise<Listener[]> {
  const listening = sockets.filter(({ state, port }) => state === 'listen' && port > 0);
  const owners = await ownersOf(new Set(listening.map(({ inode }) => inode)));
  return listening
    .map(({ protocol, address, port, inode }) => ({ protocol, address, port, process: owners.get(inode) ?? null }))
    .sort((a, b) => a.port - b.port || a.protocol.localeCompare(b.protocol));
}

const lines = (listeners: Listener[]) =>
  listeners
    .map(({ protocol, address, port, process }) => `listen      ${protocol.padEnd(5)} ${address}:${port}${process ? `  ${process}` : ''}\n`)
    .join('');

const sockets: Measure = async () => {
  if (!isLinux) return NO_PROC;
  const all = await allSockets();
  const listeners = await listenersOf(all);
  const states: Record<string, number> = {};
  for (const { protocol, state } of all) if (protocol.startsWith('tcp')) states[state] = (states[state] ?? 0) + 1;
  const counts = Object.entries(states).map(([state, count]) => `${state} ${count}`);
  return { data: { listeners, states, sockets: all.length }, text: `sockets     ${counts.join(', ')}\n${lines(listeners)}` };
};

const listen: Measure = async (argument) => {
  const port = Number(argument);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return { unavailable: `listen needs a port, such as "listen 5432"` };
  if (!isLinux) return NO_PROC;
  const listeners = (await listenersOf(await allSockets())).filter((each) => each.port === port);
  return {
    data: { listening: listeners.length > 0, port, listeners },
    text: lines(listeners) || `listen      nothing listens on ${port}\n`,
  };
};

export const SOCKET_MEASURES = { sockets, listen } satisfies Record<string, Measure>;
