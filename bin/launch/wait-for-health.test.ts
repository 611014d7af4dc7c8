import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { waitForHealth } from './wait-for-health';

const never = new Promise(() => {});
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A console that gives these answers one after the other, the last one for ever. */
async function consoleThatSays(...answers: object[]): Promise<string> {
  const listening = createServer((_request, response) => response.end(JSON.stringify(answers.length > 1 ? answers.shift() : answers[0])));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

test('waits until the pages are up', async () => {
  const starting = { status: 'degraded', checks: { web: { status: 'fail', error: 'not up' } } };
  const address = await consoleThatSays(starting, starting, { status: 'ok', checks: { web: { status: 'ok' } } });
  expect(await waitForHealth(address, never)).toEqual([]);
});

test('a part that is slow only while all starts is not told', async () => {
  const slow = { status: 'degraded', checks: { web: { status: 'ok' }, queue: { status: 'fail', error: 'no answer' } } };
  const address = await consoleThatSays(slow, slow, { status: 'ok' });
  expect(await waitForHealth(address, never)).toEqual([]);
});

test('an engine that ends first is told', async () => {
  await expect(waitForHealth('http://127.0.0.1:1', Promise.resolve())).rejects.toThrow(/The engine ended before it was ready/);
});
