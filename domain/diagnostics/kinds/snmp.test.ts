import { createSocket } from 'node:dgram';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readSnmp } from '@/domain/runbooks/kinds/snmp';
import { nameOfOid, oidOf } from '@/domain/runbooks/kinds/snmp-names';
import { runKind } from '@/test/run-kind';
import { COMMUNITY, NO_SNMPD, startSnmpd, type TestAgent, V3_LOGIN } from '@/test/start-snmpd';
import { decideVerdict } from '../verdict';
import { snmp } from './snmp';
import { readVarbind } from './snmp/read-varbind';

const on = (url: string, credential: string | undefined = COMMUNITY) => ({
  target: { name: 'router', kind: 'snmp', url, credential } as const,
});

describe.skipIf(NO_SNMPD)(`snmp against snmpd${NO_SNMPD ? ` (${NO_SNMPD})` : ''}`, () => {
  let agent: TestAgent;
  beforeAll(async () => {
    agent = await startSnmpd();
  });
  afterAll(() => agent.close());
  const ask = (body: string, credential?: string, more = {}) => runKind(snmp, 'snmp', body, { ...on(agent.at, credential), ...more });

  it.each(['1', '2', '2c'])('S0-60: gives description, time up and name by name, in version %s', async (version) => {
    const { data, stdout } = await ask(`get sysDescr sysUpTime sysName\nversion ${version}`);
    expect(data).toMatchObject({ answered: true, version: version === '2' ? '2c' : version, sysDescr: 'A router for tests', error: null });
    expect(data.sysName).toBe('core-router-1');
    expect(data.uptimeSeconds).toBe(Math.floor(data.sysUpTime / 100));
    expect(stdout).toContain('core-router-1');
    expect(decideVerdict({ kind: 'snmp' }, data).verdict).toBe('ok');
  });

  it('asks as a user of version 3, and says what is wrong with another', async () => {
    const { data } = await ask('get sysName\nversion 3', V3_LOGIN);
    expect(data).toMatchObject({ answered: true, sysName: 'core-router-1', error: null });
    expect((await ask('get sysName\nversion 3', 'nobody:a-passphrase-1')).data.error.code).toBe('auth');
    expect((await ask('get sysName\nversion 3', V3_LOGIN.replace('an-Auth', 'no-Auth'))).data.error.code).toBe('auth');
  });

  it('S0-61: tries versions 1, 2c and 3, the last of which has no community', async () => {
    const { data, stdout } = await ask('versions');
    expect(data.speaks).toEqual(['1', '2c', '3']);
    expect(data.versions[2]).toMatchObject({ answers: true, says: expect.stringContaining('no community') });
    expect(stdout).not.toContain(COMMUNITY);
    const wrong = await ask('versions', 'not-that-one');
    expect(wrong.data).toMatchObject({ answered: true, speaks: ['3'] });
  });

  it('S0-63: walks the system group, held to its bound, and shows the community nowhere', async () => {
    const { data, stdout } = await ask('walk 1.3.6.1.2.1.1');
    expect(data.values).toMatchObject({ sysName: 'core-router-1', sysLocation: 'Rack 4' });
    expect(data.rows.every(({ oid }: { oid: string }) => oid.startsWith('1.3.6.1.2.1.1.'))).toBe(true);
    expect(data.truncated).toBe(false);
    expect((await ask('walk system most 3')).data).toMatchObject({ count: 3, truncated: true });
    expect(JSON.stringify(data) + stdout).not.toContain(COMMUNITY);
    const byInput = await ask('get {name}', COMMUNITY, { inputs: { name: 'sysName' } });
    expect(byInput.data.sysName).toBe('core-router-1');
    expect((await ask('get {name}', COMMUNITY, { inputs: { name: 'sysName\nversion 1' } })).error?.code).toBe('body');
  });

  it('calls what the agent does not have a failure', async () => {
    const { data } = await ask('get 1.3.6.1.9.9.9.0');
    expect(decideVerdict({ kind: 'snmp' }, data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('no such') });
    expect(decideVerdict({ kind: 'snmp' }, (await ask('walk 1.3.6.1.9.9')).data).verdict).toBe('fail');
  });
});

describe('snmp', () => {
  it('names the three reasons of silence, and can be told to stop', async () => {
    const silent = createSocket('udp4');
    await new Promise<void>((resolve) => silent.bind(0, '127.0.0.1', resolve));
    const at = `127.0.0.1:${silent.address().port}`;
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const [none, stopped] = await Promise.all([
      runKind(snmp, 'snmp', 'get sysName', on(at)),
      runKind(snmp, 'snmp', 'walk system', { ...on(at), signal: stop.signal }),
    ]);
    silent.close();
    expect(none.data).toMatchObject({ answered: false, error: { code: 'no_answer' } });
    expect(none.data.error.message).toMatch(/version or community.*firewall.*no agent/);
    expect(decideVerdict({ kind: 'snmp' }, none.data).verdict).toBe('fail');
    expect(stopped.error?.code).toBe('aborted');
  });

  it('needs a credential, and reaches only what the target lists', async () => {
    expect((await runKind(snmp, 'snmp', 'get sysName', { target: { url: '127.0.0.1:161' } })).error?.code).toBe('not_available');
    expect((await runKind(snmp, 'snmp', 'get sysName\nagent 10.0.0.1', on('127.0.0.1:161'))).error?.code).toBe('egress');
  });

  it.each([
    '',
    'get',
    'get nonsense',
    'walk system most 5000',
    'walk system most x',
    'get sysName\nwalk system',
    'get sysName\nversion 4',
    'get sysName\nauth rot13',
    'bulk x',
  ])('does not run %j', (body) => {
    expect(isProblem(readSnmp(body))).toBe(true);
  });

  it('knows OIDs by name and back', () => {
    expect(oidOf('ifDescr.2')).toBe('1.3.6.1.2.1.2.2.1.2.2');
    expect(oidOf('sysName')).toBe(oidOf('sysName.0'));
    expect(nameOfOid('1.3.6.1.2.1.2.2.1.2.2')).toBe('ifDescr.2');
    expect(nameOfOid('1.3.6.1.2.1.1.5.0')).toBe('sysName');
    expect(oidOf('constructor')).toBeNull();
    expect(nameOfOid('1.3.9')).toBe('1.3.9');
  });

  it('reads any answer as text, bytes or number', () => {
    expect(readVarbind({ oid: '1.3', type: 4, value: Buffer.from([0, 0x1b, 0x21, 0xff]) as never })).toMatchObject({
      value: '00:1b:21:ff',
    });
    expect(readVarbind({ oid: '1.3', type: 70, value: Buffer.from('ffffffffffffffff', 'hex') as never })).toMatchObject({
      value: '18446744073709551615',
    });
    expect(readVarbind({ oid: '1.3', type: 129, value: null as never })).toMatchObject({ type: 'no such instance', value: null });
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 0, max: 255 }), (bytes, type) => {
        const { value } = readVarbind({ oid: '1.3', type, value: Buffer.from(bytes) as never });
        expect(value === null || ['string', 'number'].includes(typeof value)).toBe(true);
      }),
    );
  });
});
