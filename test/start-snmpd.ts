import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isPresent } from '@/bin/ready/programs.mjs';

export const NO_SNMPD = isPresent('snmpd') ? false : 'this test needs snmpd: apt-get install snmpd';
export const COMMUNITY = 'a-Test-Community-1';
export const V3_LOGIN = 'monitor:an-Auth-Passphrase-1:a-Priv-Passphrase-1';

export type TestAgent = { at: string; close: () => Promise<void> };

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => void socket.close(resolve));
  return port;
}

/** For tests: net-snmp's own agent on loopback, with a community for versions 1 and 2c and a user for 3. */
export async function startSnmpd(): Promise<TestAgent> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sitrep-snmpd-'));
  const port = await freePort();
  const [user, auth, priv] = V3_LOGIN.split(':');
  const settings = [
    `agentAddress udp:127.0.0.1:${port}`,
    `rocommunity ${COMMUNITY} 127.0.0.1`,
    `createUser ${user} SHA ${auth} AES ${priv}`,
    `rouser ${user} priv`,
    'sysName core-router-1',
    'sysLocation Rack 4',
    'sysDescr A router for tests',
  ].join('\n');
  const file = path.join(folder, 'snmpd.conf');
  await writeFile(file, `${settings}\n`, { mode: 0o600 });
  const child = spawn('snmpd', ['-f', '-Lo', '-C', '-c', file], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, SNMP_PERSISTENT_DIR: folder, MIBS: '' },
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => text.includes('NET-SNMP version') && resolve());
    child.once('exit', (code) => reject(new Error(`snmpd ended with ${code}`)));
    child.once('error', reject);
  });
  const close = async () => {
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
    await rm(folder, { recursive: true, force: true });
  };
  return { at: `127.0.0.1:${port}`, close };
}
