import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurn } from './in-turn';

/** Counts how many run, as a server does that is only known to be up once it answers. */
function slowServer() {
  const seen: string[] = [];
  let isUp = false;
  let atWork = 0;
  const step = async (name: string, becomes: boolean) => {
    if (isUp === becomes) return;
    atWork += 1;
    expect(atWork, 'two steps at once').toBe(1);
    await nextTurn();
    isUp = becomes;
    seen.push(name);
    atWork -= 1;
  };
  return { seen, server: inTurn({ isUp: () => isUp, start: () => step('started', true), stop: () => step('stopped', false) }) };
}

test('two who start it at once start it once', async () => {
  const { seen, server } = slowServer();
  await Promise.all([server.start(), server.start()]);
  expect([server.isUp(), seen]).toEqual([true, ['started']]);
});

test('who stops it while it starts stops what was started', async () => {
  const { seen, server } = slowServer();
  await Promise.all([server.start(), server.stop(), server.start(), server.stop()]);
  expect([server.isUp(), seen]).toEqual([false, ['started', 'stopped', 'started', 'stopped']]);
});

test('a step that fails says so to whoever asked for it, and the next one goes on', async () => {
  let tries = 0;
  const start = async () => {
    tries += 1;
    if (tries === 1) throw new Error('the port is taken');
  };
  const server = inTurn({ start, stop: async () => {} });
  const [first, second] = await Promise.allSettled([server.start(), server.start()]);
  expect([first.status, second.status, tries]).toEqual(['rejected', 'fulfilled', 2]);
});
