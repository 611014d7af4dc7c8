import { readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createServer } from 'node:tls';
import { makeCertificate } from './make-certificate';

const NAME = 'api.paksa.example';
const DAY_MS = 86_400_000;
/** How long the certificate of a healthy day still holds. */
const HEALTHY_DAYS = 75;

/** Where Paksa's certificate is shown. `renew` writes one that ends in so many days, and shows it. */
export type TlsFront = { at: string; renew: (days?: number) => Promise<void>; daysLeft: () => number; close: () => void };

/** Starts what shakes hands for Paksa on a loopback port; certificate and key lie in `folder`. */
export async function startTls(folder: string): Promise<TlsFront> {
  let endsAt = 0;
  const files = { cert: path.join(folder, 'api.pem'), key: path.join(folder, 'api.key') };
  const write = async (days: number) => {
    const now = Date.now();
    endsAt = now + days * DAY_MS;
    const { cert, key } = makeCertificate(NAME, new Date(now - 15 * DAY_MS), new Date(endsAt));
    await writeFile(files.cert, cert);
    await writeFile(files.key, key, { mode: 0o600 });
  };
  await write(HEALTHY_DAYS);
  const shown = async () => ({ cert: await readFile(files.cert), key: await readFile(files.key) });
  const server = createServer(await shown(), (socket) => {
    socket.on('error', () => {});
    socket.end();
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    at: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    renew: async (days = HEALTHY_DAYS) => {
      await write(days);
      server.setSecureContext(await shown());
    },
    daysLeft: () => (endsAt - Date.now()) / DAY_MS,
    close: () => void server.close(),
  };
}
