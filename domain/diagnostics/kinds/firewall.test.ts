import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readFirewall } from '@/domain/runbooks/kinds/firewall';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { firewall, firewallOf } from './firewall';
import { readIptables, readNft, readUfw } from './firewall/read-rules';

const IPTABLES = `-P INPUT DROP
-P FORWARD ACCEPT
-A INPUT -s 10.0.0.0/8 -p tcp -m tcp --dport 5432 -j ACCEPT
-A INPUT -i lo -j ACCEPT
`;
const NFT = `table inet filter {
	chain input {
		type filter hook input priority filter; policy drop;
		ip saddr 192.168.1.0/24 udp dport 161 accept
	}
}
`;
/** As far as rules are added and deleted: it writes and removes the line that the real one does. */
const UFW = `#!/bin/sh
file="$(dirname "$0")/ufw/user.rules"
[ "$1" = --force ] && { shift; shift; gone=yes; }
line="### tuple ### $1 $3 \${9} 0.0.0.0/0 any $5 in"
if [ "$gone" ]; then grep -vF "$line" "$file" > "$file.new"; mv "$file.new" "$file"; else echo "$line" >> "$file"; fi
`;
let etc: string;
const program = async (name: string, text: string) => {
  await writeFile(path.join(etc, name), text);
  await chmod(path.join(etc, name), 0o755);
};
beforeAll(async () => {
  etc = await mkdtemp(path.join(tmpdir(), 'sitrep-ufw-'));
  await mkdir(path.join(etc, 'ufw'));
  await mkdir(path.join(etc, 'default'));
  await writeFile(path.join(etc, 'ufw/ufw.conf'), '# on at boot\nENABLED=yes\nLOGLEVEL=low\n');
  await writeFile(path.join(etc, 'default/ufw'), 'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\nDEFAULT_OUTPUT_POLICY="ACCEPT"\n');
  await writeFile(
    path.join(etc, 'ufw/user.rules'),
    '*filter\n### tuple ### allow any 22 0.0.0.0/0 any 0.0.0.0/0 in\n-A ufw-user-input -p tcp --dport 22 -j ACCEPT\n',
  );
  await program('ufw-program', UFW);
  await program('iptables', `#!/bin/sh\ncat <<'END'\n${IPTABLES}END\n`);
  await program('nft', `#!/bin/sh\ncat <<'END'\n${NFT}END\n`);
  await program(
    'denied',
    `#!/bin/sh\necho "iptables v1.8.9 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)" >&2\nexit 4\n`,
  );
});
afterAll(() => rm(etc, { recursive: true }));

const tools = () => ({ etc, ufw: path.join(etc, 'ufw-program'), iptables: path.join(etc, 'iptables'), nft: path.join(etc, 'nft') });
const ask = (body: string, more: Parameters<typeof runKind>[3] = {}, with_ = {}) =>
  runKind(firewallOf({ ...tools(), ...with_ }), 'firewall', body, more);
const change = (body: string, more = {}) => ask(body, { block: { component: 'remediation', effect: 'mutating' }, ...more });

describe('firewall', () => {
  it('S0-09 S4-11: reads the state and rules of ufw', async () => {
    const { data, stdout } = await ask('ufw status');
    expect(data).toMatchObject({ tool: 'ufw', active: true, policies: { input: 'drop', output: 'accept' }, error: null });
    expect(data.rows).toEqual([{ action: 'allow', direction: 'in', proto: 'any', port: '22', from: 'anywhere', to: 'anywhere', text: '' }]);
    expect(stdout).toContain('port 22');
    expect(decideVerdict({ kind: 'firewall', fail: `!rows.exists(r, r.port == '22')` }, data).verdict).toBe('ok');
  });

  it('S4-12: reads the rules of iptables and nft', async () => {
    const { data } = await ask('iptables');
    expect(data).toMatchObject({ active: true, policies: { input: 'drop', forward: 'accept' }, count: 2 });
    expect(data.rows[0]).toMatchObject({ action: 'accept', direction: 'input', proto: 'tcp', port: '5432', from: '10.0.0.0/8' });
    expect((await ask('nft')).data.rows[0]).toMatchObject({ action: 'accept', proto: 'udp', port: '161', from: '192.168.1.0/24' });
  });

  it('S0-62: lets a network reach a port, sees that it is there, and takes it back', async () => {
    const inputs = { network: '192.168.1.0/24' };
    const added = await change('ufw allow from {network} to any port 161 proto udp', { inputs });
    expect(added.data).toMatchObject({ change: 'allow proto udp from 192.168.1.0/24 to any port 161', problems: [] });
    expect(added.data.rows).toContainEqual({
      action: 'allow',
      direction: 'in',
      proto: 'udp',
      port: '161',
      from: '192.168.1.0/24',
      to: 'anywhere',
      text: '',
    });
    const taken = await change('delete allow from {network} to any port 161 proto udp', { inputs });
    expect(taken.data).toMatchObject({ problems: [], count: 1 });
  });

  it('degrades to "not permitted" and "not installed", and crashes of neither', async () => {
    const denied = await ask('iptables', {}, { iptables: path.join(etc, 'denied') });
    expect(denied.error).toMatchObject({ code: 'not_available', message: expect.stringContaining('not permitted') });
    expect((await ask('iptables', {}, { iptables: '/no/such' })).error?.message).toContain('not installed');
    expect((await ask('ufw', {}, { etc: '/no/such' })).error?.message).toContain('not installed');
    const refused = await runKind(
      firewallOf({ ...tools(), ufw: path.join(etc, 'denied') }),
      'firewall',
      'allow from any to any port 1 proto tcp',
      { block: { effect: 'mutating' } },
    );
    expect(refused.data.error).toMatchObject({ code: 'not_permitted' });
    expect(decideVerdict({ kind: 'firewall' }, refused.data).verdict).toBe('fail');
  });

  it('warns of a firewall that filters nothing', () => {
    expect(readUfw({ conf: 'ENABLED=no', defaults: '', rules: '' }).active).toBe(false);
    expect(readIptables('-P INPUT ACCEPT\n').active).toBe(false);
    fc.assert(
      fc.property(fc.string(), (text) => void [readUfw({ conf: text, defaults: text, rules: text }), readIptables(text), readNft(text)]),
    );
  });

  it('changes nothing in a diagnostic, and takes no value for another word', async () => {
    expect((await ask('allow from any to any port 22')).error?.code).toBe('body');
    for (const body of [
      '',
      'ufw disable',
      'ufw reset',
      'iptables -F',
      'allow from 10.0.0.0/40 to any port 22',
      'allow from any to any port 0',
      'allow 22',
      'ufw\nnft',
    ])
      expect(isProblem(readFirewall(body, { effect: 'mutating' }))).toBe(true);
    for (const network of ['any; reboot', '--force', '10.0.0.0/99', ''])
      expect((await change('allow from {network} to any port 161', { inputs: { network } })).error?.code).toBe('body');
    expect((await runKind(firewall, 'firewall', 'ufw', { target: { name: 'app-1' } })).error?.code).toBe('not_available');
    expect((await ask('nft', { signal: AbortSignal.abort() })).error?.code).toBe('aborted');
  });
});
