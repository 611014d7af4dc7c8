import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { sandboxLevel } from './level';
import { createSandboxPool, type SandboxPool } from './pool';

const boxed = sandboxLevel() === 'bwrap';
let pool: SandboxPool;
afterEach(() => pool.close());
async function until(check: () => boolean): Promise<boolean> {
  for (let round = 0; round < 100 && !check(); round += 1) await sleep(20);
  return check();
}

describe.skipIf(!boxed)('createSandboxPool', () => {
  it('fills up, gives each box once, fills up again, and ends them all', async () => {
    pool = createSandboxPool({ isolated: 2, networked: 1 });
    pool.warm();
    expect(await until(() => pool.waiting() === 3)).toBe(true);
    const [first, second] = [pool.take(false), pool.take(false)];
    expect(first.reach.child.pid).not.toBe(second.reach.child.pid);
    expect(pool.waiting()).toBe(1);
    expect(await until(() => pool.waiting() === 3)).toBe(true);
    await pool.close();
    expect(pool.waiting()).toBe(0);
    for (const taken of [first, second]) {
      taken.hand('exit 4', {});
      for (const reader of taken.readers) reader.resume();
      expect((await taken.exited).code).toBe(4);
    }
  });

  it('replaces a box that died while it waited', async () => {
    pool = createSandboxPool({ isolated: 1, networked: 0 });
    pool.warm();
    expect(await until(() => pool.waiting() === 1)).toBe(true);
    const taken = pool.take(false);
    taken.reach.child.kill('SIGKILL');
    await taken.exited;
    expect(await until(() => pool.waiting() === 1)).toBe(true);
  });

  it('makes a fresh box when none waits', async () => {
    pool = createSandboxPool({ isolated: 0, networked: 0 });
    const taken = pool.take(true);
    taken.hand('exit 5', {});
    for (const reader of taken.readers) reader.resume();
    expect((await taken.exited).code).toBe(5);
  });
});
