import { afterAll, describe, expect, it } from 'vitest';
import { runKind } from '@/test/run-kind';
import { startTimeServer, type TimeServerMood } from '@/test/start-time-server';
import { decideVerdict } from '../verdict';
import { ntp } from './ntp';

describe('ntp', () => {
  const closing: (() => void)[] = [];
  afterAll(() => closing.forEach((close) => close()));
  const ask = async (mood: TimeServerMood, signal?: AbortSignal) => {
    const { at, close } = await startTimeServer(mood);
    closing.push(close);
    return runKind(ntp, 'ntp', at, { target: { egress: [at] }, signal });
  };

  it('measures how far the clock is off', async () => {
    const { data, stdout } = await ask({ aheadMs: 400_000 });
    expect(data).toMatchObject({ answered: true, stratum: 2, leap: 0, error: null });
    expect(Math.abs(data.offsetMs - 400_000)).toBeLessThan(500);
    expect(data.samples).toHaveLength(4);
    expect(stdout).toContain('clock is');
    expect(decideVerdict({ kind: 'ntp' }, data)).toMatchObject({ verdict: 'fail' });
    expect(decideVerdict({ kind: 'ntp', fail: 'absOffsetMs > 500000.0' }, data).verdict).toBe('ok');
    const behind = await ask({ aheadMs: -5_000 });
    expect(behind.data.offsetMs).toBeLessThan(-4_000);
    expect(behind.data.problems[0].message).toContain('ahead');
  });

  it('is content with a clock that agrees, at any stratum', async () => {
    const { data } = await ask({ stratum: 1, reference: 'PPS' });
    expect(data).toMatchObject({ stratum: 1, referenceId: 'PPS', problems: [] });
    expect(decideVerdict({ kind: 'ntp' }, data).verdict).toBe('ok');
  });

  it('does not rely on a server that is not synchronised itself', async () => {
    expect((await ask({ leap: 3 })).data.problems).toMatchObject([{ code: 'unsynchronised' }]);
    expect((await ask({ stratum: 16 })).data.problems).toMatchObject([{ code: 'unsynchronised' }]);
  });

  it('gives silence, forged answers and a wish for quiet as no answer', async () => {
    expect((await ask({ silent: true })).data).toMatchObject({ answered: false, error: { code: 'timeout' } });
    expect((await ask({ forged: true, aheadMs: 1e9 })).data).toMatchObject({ answered: false });
    expect((await ask({ stratum: 0, reference: 'RATE' })).data.error).toMatchObject({ code: 'kiss_of_death' });
    expect((await runKind(ntp, 'ntp', '127.0.0.1:1', { target: { egress: ['127.0.0.1:1'] } })).data.error.code).toBe('refused');
  });

  it('asks only what the target lists, and can be told to stop', async () => {
    expect((await runKind(ntp, 'ntp', 'pool.example')).error?.code).toBe('egress');
    expect((await runKind(ntp, 'ntp', 'a b c')).error?.code).toBe('body');
    expect((await runKind(ntp, 'ntp', '')).error?.code).toBe('body');
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect((await ask({ silent: true }, stop.signal)).error?.code).toBe('aborted');
  });
});
