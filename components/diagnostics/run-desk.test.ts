import { describe, expect, it } from 'vitest';
import type { ActionResult } from '@/actions/result';
import type { RunRights, RunView } from '@/domain/diagnostics/schema';
import { type DeskSettings, type Offer, RunDesk } from './run-desk';

const rights: RunRights = {
  name: 'Ana',
  read: true,
  mutating: true,
  destructive: false,
  breakGlass: false,
  approve: false,
  cancel: true,
  schedule: true,
  scheduleOnProduction: false,
};
const offer = (id: string, more: Partial<Offer> = {}): Offer => ({
  ...{
    id,
    title: `Block ${id}`,
    component: 'diagnostic',
    kind: 'sql',
    effect: 'read',
    target: 'db',
    environment: 'local',
    isTargetKnown: true,
  },
  ...{ contentHash: 'hash', inputs: [], needs: [], exports: [], preview: undefined, undo: undefined, verify: undefined },
  ...more,
});
const run = (id: string, more: Partial<RunView> = {}): RunView =>
  ({
    id,
    runbook: 'oatie/pool',
    block: 'a',
    requestedBy: 'Ana',
    state: 'running',
    verdict: null,
    endedAt: null,
    exports: null,
    incident: null,
    queuedAt: '2026-11-21T10:00:00.000Z',
    ...more,
  }) as RunView;
const input = (name: string, more = {}) => ({ name, type: 'string' as const, label: name, required: true, ...more });

function desk(more: Partial<DeskSettings> = {}, answer?: ActionResult<{ id: string }>) {
  const asked: unknown[] = [];
  let release: (result: ActionResult<{ id: string }>) => void = () => {};
  const start = (raw: unknown) => {
    asked.push(raw);
    return answer ? Promise.resolve(answer) : new Promise<ActionResult<{ id: string }>>((resolve) => (release = resolve));
  };
  const settings: DeskSettings = {
    runbook: 'oatie/pool',
    rights,
    offers: [offer('a')],
    lastRuns: {},
    prefilled: {},
    schedules: [],
    nextSteps: [],
    ...more,
  };
  return { desk: new RunDesk(settings, start), asked, answer: (result: ActionResult<{ id: string }>) => release(result) };
}

describe('RunDesk', () => {
  it('asks once however often it is pressed, and adopts the run that is heard of before the answer', async () => {
    const { desk: d, asked, answer } = desk();
    const pressed = d.run('a');
    expect(await d.run('a')).toBe(false);
    expect(d.state('a')).toMatchObject({ asking: true, shown: { id: '', state: 'queued' } });
    d.hear(run('one'));
    expect(d.state('a').shown?.id).toBe('one');
    answer({ ok: true, value: { id: 'one' } });
    expect(await pressed).toBe(true);
    expect(d.state('a')).toMatchObject({ asking: false, shown: { id: 'one', state: 'running' } });
    expect(asked).toEqual([{ runbook: 'oatie/pool', block: 'a', contentHash: 'hash', inputs: {} }]);
  });

  it('goes on asking before a change while something else is shown', async () => {
    const { desk: d } = desk();
    d.confirm('a', { follows: { run: 'one', as: 'undo' } });
    d.hear(run('two'));
    d.show('a', run('two'));
    expect(d.state('a').confirming).toEqual({ follows: { run: 'one', as: 'undo' } });
    d.confirm('a', null);
    expect(d.state('a').confirming).toBeNull();
  });

  it('shows a queued run when the answer comes first', async () => {
    const { desk: d } = desk({}, { ok: true, value: { id: 'two' } });
    await d.run('a');
    expect(d.state('a').shown).toMatchObject({ id: 'two', state: 'queued', requestedBy: 'Ana' });
    d.hear(run('two', { state: 'passed', verdict: 'ok', endedAt: 'now' }));
    d.hear(run('two'));
    expect(d.state('a').shown).toMatchObject({ state: 'passed', verdict: 'ok' });
  });

  it('leaves an open output alone when someone else runs the block, but tells of it', () => {
    const { desk: d } = desk({ lastRuns: { a: run('mine', { state: 'passed', endedAt: 'now' }) } });
    d.show('a', d.state('a').latest);
    d.hear(run('theirs', { requestedBy: 'Bo', queuedAt: '2026-11-21T11:00:00.000Z' }));
    expect(d.state('a')).toMatchObject({ latest: { id: 'theirs' }, shown: { id: 'mine' } });
  });

  it('hears only of its own runbook, and inside an incident only of that incident', () => {
    const { desk: d } = desk({ incident: 7 });
    d.hear(run('x', { incident: null }));
    d.hear(run('y', { incident: 7, runbook: 'other/book' }));
    expect(d.state('a').latest).toBeNull();
    d.hear(run('z', { incident: 7 }));
    expect(d.state('a').latest?.id).toBe('z');
  });

  it('does not ask while a required input is missing, and sends values in their types', async () => {
    const offers = [
      offer('a', {
        inputs: [
          input('email'),
          input('limit', { type: 'int', default: 5 }),
          input('dry', { type: 'bool' }),
          input('note', { required: false }),
        ],
      }),
    ];
    const { desk: d, asked } = desk({ offers }, { ok: true, value: { id: 'r' } });
    expect(await d.run('a')).toBe(false);
    expect(d.fieldError('email')).toBe('is required');
    d.setValue('email', ' a@b.c ');
    d.setValue('limit', '12');
    expect(d.fieldError('email')).toBeUndefined();
    await d.run('a');
    expect(asked).toMatchObject([{ inputs: { email: 'a@b.c', limit: 12, dry: false } }]);
    expect(Object.keys((asked[0] as { inputs: object }).inputs)).toEqual(['email', 'limit', 'dry']);
  });

  it('puts what is wrong with an input beside it, and everything else at the block', async () => {
    const offers = [offer('a', { inputs: [input('email', { default: 'x' })] })];
    const error = {
      code: 'invalid' as const,
      message: 'email must be an address',
      details: [{ field: 'inputs.email', message: 'must be an address' }],
      requestId: '1',
    };
    const { desk: d } = desk({ offers }, { ok: false, error });
    await d.run('a');
    expect(d.fieldError('email')).toBe('must be an address');
    expect(d.state('a').error).toBeNull();
    const changed = { code: 'conflict' as const, message: 'changed', requestId: '2' };
    const other = desk({}, { ok: false, error: changed });
    await other.desk.run('a');
    expect(other.desk.state('a')).toMatchObject({ asking: false, error: changed });
  });

  it('hands exported values to the blocks that need them, and says who would give the missing ones', async () => {
    const offers = [offer('a', { exports: ['pid'] }), offer('b', { needs: ['pid'] })];
    const { desk: d, asked } = desk({ offers }, { ok: true, value: { id: 'r' } });
    expect(d.missing('b')).toEqual([{ name: 'pid', from: 'Block a' }]);
    d.hear(run('one', { state: 'passed', endedAt: 'now', exports: { pid: 4711 } }));
    expect(d.missing('b')).toEqual([]);
    await d.run('b');
    expect(asked).toMatchObject([{ block: 'b', inputs: { pid: 4711 } }]);
  });

  it('says what is not known when the console does not answer', async () => {
    const settings: DeskSettings = {
      runbook: 'oatie/pool',
      rights,
      offers: [offer('a')],
      lastRuns: {},
      prefilled: {},
      schedules: [],
      nextSteps: [],
    };
    const d = new RunDesk(settings, () => Promise.reject(new Error('network')));
    d.show('a', run('earlier', { endedAt: 'now' }));
    expect(await d.run('a')).toBe(false);
    expect(d.state('a')).toMatchObject({ asking: false, shown: { id: 'earlier' }, error: { code: 'unavailable' } });
  });
});
