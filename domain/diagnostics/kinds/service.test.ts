import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readService } from '@/domain/runbooks/kinds/service';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { service, serviceOf } from './service';
import { readUnits } from './service/read-units';

/** A systemctl as far as it is asked: units are files, changes move them, what is asked is noted. */
const SYSTEMCTL = `#!/bin/sh
cd "$(dirname "$0")"
printf '%s\\n' "$*" >> asked
verb=
for word in "$@"; do case "$word" in --*) ;; show|start|stop|restart|reload|enable|disable) verb=$word ;; *) last=$word; set_units="$set_units $word" ;; esac; done
if [ "$verb" = show ]; then
  for unit in $set_units; do
    if [ -f "unit-$unit" ]; then cat "unit-$unit"; else printf 'Id=%s\\nNames=%s\\nLoadState=not-found\\nActiveState=inactive\\nSubState=dead\\n' "$unit" "$unit"; fi
    echo
  done
  exit 0
fi
[ -f denied ] && { echo 'Failed to start: Interactive authentication required.' >&2; exit 1; }
case "$verb" in
  start|restart) sed -i 's/^ActiveState=.*/ActiveState=active/; s/^SubState=.*/SubState=running/' "unit-$last" ;;
  stop) sed -i 's/^ActiveState=.*/ActiveState=inactive/; s/^SubState=.*/SubState=dead/' "unit-$last" ;;
  enable) sed -i 's/^UnitFileState=.*/UnitFileState=enabled/' "unit-$last" ;;
esac
`;
const unit = (id: string, state = 'active', sub = 'running', more = '') =>
  `Id=${id}\nNames=${id}${id === 'redis-server.service' ? ' redis.service' : ''}\nDescription=A test\nLoadState=loaded\nActiveState=${state}\nSubState=${sub}\nUnitFileState=enabled\nStateChangeTimestampMonotonic=1000000\nNRestarts=0\nMainPID=412\nResult=success\nMemoryCurrent=1048576\n${more}`;

let folder: string;
const put = (name: string, text: string) => writeFile(path.join(folder, name), text);
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sitrep-systemctl-'));
  await put('systemctl', SYSTEMCTL);
  await chmod(path.join(folder, 'systemctl'), 0o755);
});
beforeEach(async () => {
  await put('unit-redis-server.service', unit('redis-server.service'));
  await put('unit-mongod.service', unit('mongod.service', 'failed', 'failed').replace('Result=success', 'Result=exit-code'));
  await put('unit-postgresql.service', unit('postgresql.service', 'active', 'exited'));
  await put('asked', '');
  await rm(path.join(folder, 'denied'), { force: true });
});
afterAll(() => rm(folder, { recursive: true }));

const here = () => serviceOf({ systemctl: path.join(folder, 'systemctl'), runsHere: () => true });
const ask = (body: string, more: Parameters<typeof runKind>[3] = {}) => runKind(here(), 'service', body, more);
const change = (body: string, more = {}) => ask(body, { block: { component: 'remediation', effect: 'mutating' }, ...more });
const verdict = (data: Record<string, unknown>) => decideVerdict({ kind: 'service' }, data);

describe('service', () => {
  it('S0-12: gives the state of a unit, since when, under the name that it has here', async () => {
    const { data, stdout } = await ask('status redis');
    expect(data).toMatchObject({
      unit: 'redis-server.service',
      active: true,
      activeState: 'active',
      subState: 'running',
      enabled: 'enabled',
      mainPid: 412,
      memory_bytes: 1_048_576,
      change: null,
    });
    expect(Date.parse(data.since)).toBeLessThanOrEqual(Date.now());
    expect(stdout).toContain('redis-server.service');
    expect(verdict(data)).toMatchObject({ verdict: 'ok' });
  });

  it('S4-02 S4-03 S4-04: says of several what is wrong with each', async () => {
    const { data } = await ask('status postgresql mysql mongod');
    expect(data.problems.map(({ code }: { code: string }) => code)).toEqual(['umbrella', 'not_found', 'failed']);
    expect(verdict(data)).toMatchObject({ verdict: 'fail' });
    await put('unit-redis-server.service', unit('redis-server.service', 'activating', 'auto-restart'));
    expect(verdict((await ask('status redis-server')).data).reason).toContain('again and again');
  });

  it('S0-13 S0-76: starts and stops, and looks what became of it', async () => {
    const stopped = await change('stop redis');
    expect(stopped.data).toMatchObject({ change: 'stop', activeState: 'inactive', problems: [] });
    expect(verdict((await ask('status redis')).data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('not running') });
    expect((await change('start {unit}', { inputs: { unit: 'redis' } })).data).toMatchObject({
      change: 'start',
      active: true,
      problems: [],
    });
    expect(await readFile(path.join(folder, 'asked'), 'utf8')).toContain('--no-pager --no-ask-password start -- redis-server.service');
  });

  it('S0-14: enables for the next boot', async () => {
    await put('unit-redis-server.service', unit('redis-server.service').replace('UnitFileState=enabled', 'UnitFileState=disabled'));
    expect(verdict((await ask('status redis')).data)).toMatchObject({ verdict: 'warn', reason: expect.stringContaining('next boot') });
    expect((await change('enable redis')).data).toMatchObject({ enabled: 'enabled', problems: [] });
  });

  it('says that it may not, instead of failing silently', async () => {
    await put('denied', '');
    const { data } = await change('start redis');
    expect(data.error).toMatchObject({ code: 'not_permitted', message: expect.stringContaining('polkit') });
    expect(verdict(data).verdict).toBe('fail');
  });

  it('changes nothing in a diagnostic, and no value becomes an option', async () => {
    expect((await ask('start redis')).error?.code).toBe('body');
    for (const body of ['', 'status', 'edit redis', 'status a;b', 'status -H', 'stop a b', 'status a\nstatus b'])
      expect(isProblem(readService(body, { effect: 'mutating' }))).toBe(true);
    for (const value of ['-Hroot@there', 'a b', 'a\nb', '../x', ''])
      expect((await ask('status {unit}', { inputs: { unit: value } })).error?.code).toBe('body');
    expect((await readFile(path.join(folder, 'asked'), 'utf8')).trim()).toBe('');
  });

  it('is not available without systemd, without systemctl, and on other machines', async () => {
    const without = await runKind(serviceOf({ systemctl: '/no/such/systemctl', runsHere: () => true }), 'service', 'status redis');
    expect(without.error).toMatchObject({ code: 'not_available', message: expect.stringContaining('not installed') });
    const container = await runKind(serviceOf({ systemctl: 'systemctl', runsHere: () => false }), 'service', 'status redis');
    expect(container.error?.message).toContain('not run by systemd');
    expect((await runKind(service, 'service', 'status redis', { target: { name: 'app-1' } })).error?.code).toBe('not_available');
    expect((await ask('status redis', { signal: AbortSignal.abort() })).error?.code).toBe('aborted');
  });

  it('reads whatever systemd prints', () => {
    fc.assert(fc.property(fc.string(), (text) => void readUnits(text, 100, new Date(0))));
    expect(readUnits('Id=a.service\nMemoryCurrent=18446744073709551615\nMainPID=0\n', 100, new Date(0))).toMatchObject([
      { memory_bytes: null, mainPid: null },
    ]);
  });
});
