import { randomBytes, timingSafeEqual } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { FAULTS } from './faults';
import type { Fault } from './faults/fault';
import type { Lab } from './lab';

export type FaultState = Pick<Fault, 'name' | 'title' | 'explanation' | 'breaks' | 'curedBy' | 'alert'> & {
  active: boolean;
  unavailable: string | null;
};
export type ControlReply = { faults: FaultState[] } | { error: string };

export const controlFile = (labDir: string) => path.join(labDir, 'control.json');

async function describeFaults(lab: Lab): Promise<FaultState[]> {
  return Promise.all(
    FAULTS.map(async (fault) => {
      const { name, title, explanation, breaks, curedBy, alert } = fault;
      return {
        name,
        title,
        explanation,
        breaks,
        curedBy,
        alert,
        active: await fault.isActive(lab),
        unavailable: fault.unavailable?.(lab) ?? null,
      };
    }),
  );
}

function findFault(name: string): Fault {
  const fault = FAULTS.find((known) => known.name === name);
  if (!fault) throw new Error(`There is no fault "${name}". Known: ${FAULTS.map((known) => known.name).join(', ')}`);
  return fault;
}

/** Causes a fault; one that is active already is healed first. Throws when it cannot be had here. */
async function causeFault(lab: Lab, name: string): Promise<void> {
  const fault = findFault(name);
  const why = fault.unavailable?.(lab);
  if (why) throw new Error(`${name} is not available here: ${why}`);
  await fault.heal(lab);
  await fault.cause(lab);
}

/** Heals one fault, or all of them when no name is given. */
export async function healFaults(lab: Lab, name?: string): Promise<void> {
  for (const fault of name ? [findFault(name)] : FAULTS) await fault.heal(lab);
}

function isAllowed(incoming: IncomingMessage, token: string): boolean {
  const given = Buffer.from(incoming.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function obey(lab: Lab, method: string, pathname: string): Promise<ControlReply> {
  const [, action, name] = /^\/(faults|break|heal)(?:\/([a-z0-9-]+))?$/.exec(pathname) ?? [];
  if (action === 'break' && name && method === 'POST') await causeFault(lab, name);
  else if (action === 'heal' && method === 'POST') await healFaults(lab, name);
  else if (action !== 'faults' || method !== 'GET') throw new Error(`${method} ${pathname} is not something the lab does`);
  return { faults: await describeFaults(lab) };
}

/** Takes orders on a loopback port from whoever can read control.json: one at a time. */
export async function startControl(lab: Lab): Promise<() => Promise<void>> {
  const token = randomBytes(24).toString('base64url');
  let last: Promise<unknown> = Promise.resolve();
  const server = createServer((incoming, response) => {
    const send = (status: number, body: ControlReply) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (!isAllowed(incoming, token)) return send(401, { error: 'the token is not the one in control.json' });
    last = last
      .then(() => obey(lab, incoming.method ?? '', incoming.url ?? ''))
      .then(
        (reply) => send(200, reply),
        (error: Error) => send(409, { error: error.message }),
      );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(controlFile(lab.labDir), JSON.stringify({ url, token }), { mode: 0o600 });
  return async () => {
    server.close();
    server.closeAllConnections();
    await rm(controlFile(lab.labDir), { force: true });
  };
}
