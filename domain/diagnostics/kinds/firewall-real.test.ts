import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { firewallOf } from './firewall';

const NEEDED = 'command -v ufw iptables && test "$(id -u)" = 0 && unshare --net --mount true';
const WHY = 'this needs ufw and iptables installed, and root, who may make a network of its own';

function isPossible(): boolean {
  try {
    execFileSync('sh', ['-c', NEEDED], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

let folder: string;
const program = async (name: string, script: string) => {
  // A network and settings of its own: nothing of this machine's firewall is read or changed.
  const own = `exec unshare --net --mount sh -c 'mount --bind ${folder}/ufw /etc/ufw && ${script}' sh "$@"\n`;
  await writeFile(path.join(folder, name), `#!/bin/sh\n${own}`);
  await chmod(path.join(folder, name), 0o755);
};

beforeAll(async () => {
  if (!isPossible()) return;
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-real-ufw-'));
  await cp('/etc/ufw', path.join(folder, 'ufw'), { recursive: true });
  await mkdir(path.join(folder, 'default'));
  await cp('/etc/default/ufw', path.join(folder, 'default/ufw'));
  await program('ufw-program', 'exec ufw "$@"');
  await program('iptables', 'ufw --force enable >/dev/null && exec iptables "$@"');
});
afterAll(() => (folder ? rm(folder, { recursive: true }) : undefined));

const ask = (body: string, more: Parameters<typeof runKind>[3] = {}) => {
  const at = (name: string) => path.join(folder, name);
  return runKind(firewallOf({ etc: folder, ufw: at('ufw-program'), iptables: at('iptables'), nft: 'nft' }), 'firewall', body, more);
};
const change = (body: string) =>
  ask(body, { block: { component: 'remediation', effect: 'mutating' }, inputs: { network: '192.0.2.0/24' } });

test('S0-62 S0-09: ufw itself lets a network reach a port, and takes it back', async (context) => {
  if (!isPossible()) return context.skip(WHY);
  const rule = 'allow from {network} to any port 161 proto udp';
  const added = await change(`ufw ${rule}`);
  expect(added.data.problems.map(({ code }: { code: string }) => code)).toEqual(['inactive']);
  const shown = await ask('ufw status');
  expect(shown.data.rows).toContainEqual(expect.objectContaining({ action: 'allow', proto: 'udp', port: '161', from: '192.0.2.0/24' }));
  expect((await change(`delete ${rule}`)).data).toMatchObject({ count: 0 });
  await change(`ufw ${rule}`);
  const kernel = await ask('iptables');
  expect(kernel.data).toMatchObject({ active: true, policies: { input: 'drop' } });
  expect(kernel.data.rows).toContainEqual(expect.objectContaining({ proto: 'udp', port: '161', from: '192.0.2.0/24' }));
  expect(decideVerdict({ kind: 'firewall' }, (await ask('ufw status')).data).verdict, 'it was switched on').toBe('ok');
});
