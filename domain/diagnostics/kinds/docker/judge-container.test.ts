import { expect, test } from 'vitest';
import type { Inspected } from './containers';
import { judgeInspected } from './judge-container';

const container = (State: Partial<Inspected['State']>): Inspected =>
  ({ Name: '/web', State: { Status: 'running', Running: true, ...State }, HostConfig: { Memory: 1 } }) as Inspected;

test('one that waits for its next start fails, although the engine counts it as running', () => {
  expect(judgeInspected(container({}))).toEqual([]);
  expect(judgeInspected(container({ Status: 'restarting', ExitCode: 1 }))).toMatchObject([{ code: 'not_running' }]);
});
