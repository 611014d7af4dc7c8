import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;
const GONE_MS = 30_000;

/** A port of loopback that nobody listens on, as far as can be known beforehand. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whether somebody listens on a port of loopback. */
export const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** Waits until nobody listens on that port of loopback. Throws when somebody still does after half a minute. */
export async function untilGone(port: number): Promise<void> {
  const deadline = Date.now() + GONE_MS;
  while (await isListening(port)) {
    if (Date.now() > deadline) throw new Error(`somebody still listens on port ${port}: end it, then try again`);
    await sleep(LOOK_EVERY_MS);
  }
}
