import { expect, test } from 'vitest';
import { failuresOfPlaywright, failuresOfVitest, sayFailures } from './failures.mjs';

const RED = '\u001b[31m';

test('a failed test is named with its file and the beginning of its message', () => {
  const failureMessages = [
    `AssertionError: ${RED}it stays cured: expected true to be false\n\n    at showFault (/here/test/lab/prove-runbooks.ts:9:3)\n    at run (/here/node_modules/vitest/x.js:1:1)`,
  ];
  const assertionResults = [
    { fullName: 'the balancer is cured', status: 'failed', failureMessages },
    { fullName: 'the backend is cured', status: 'passed', failureMessages: [] },
  ];
  const report = { testResults: [{ name: '/here/test/lab/paksa.db.test.ts', status: 'failed', message: '', assertionResults }] };
  expect(sayFailures(failuresOfVitest(report, '/here'))).toBe(
    [
      '',
      'What failed:',
      '',
      '  test/lab/paksa.db.test.ts > the balancer is cured',
      '    AssertionError: it stays cured: expected true to be false',
      '        at showFault (/here/test/lab/prove-runbooks.ts:9:3)',
    ].join('\n'),
  );
});

test('a file that cannot be loaded is named too, and one that only has passed tests is not', () => {
  const testResults = [
    { name: '/here/a.test.ts', status: 'failed', message: 'Cannot find module ./gone', assertionResults: [] },
    { name: '/here/b.test.ts', status: 'passed', message: '', assertionResults: [{ fullName: 'b', status: 'passed' }] },
  ];
  expect(failuresOfVitest({ testResults }, '/here')).toEqual([{ name: 'a.test.ts', lines: ['Cannot find module ./gone'] }]);
});

test('a journey that failed is named by the way to it; one that passed when tried again is not', () => {
  const ran = (status: string, message?: string) => [{ status, results: [{}, ...(message ? [{ error: { message } }] : [])] }];
  const specs = [
    { title: 'answers', tests: ran('unexpected', 'Timed out\nwaiting for the page') },
    { title: 'is slow', tests: ran('flaky', 'once') },
    { title: 'is well', tests: ran('expected') },
  ];
  const report = { suites: [{ title: 'room.spec.ts', suites: [{ title: 'the room', specs }] }], errors: [{ message: 'no browser' }] };
  expect(failuresOfPlaywright(report)).toEqual([
    { name: 'room.spec.ts > the room > answers', lines: ['Timed out', 'waiting for the page'] },
    { name: 'outside of a test', lines: ['no browser'] },
  ]);
});

test('a long message is cut, in lines and in columns', () => {
  const message = Array.from({ length: 50 }, () => 'x'.repeat(1_000)).join('\n');
  const [failure] = failuresOfVitest({ testResults: [{ name: 'a', status: 'failed', message }] }, '/here');
  expect(failure?.lines).toHaveLength(6);
  expect(failure?.lines[0]).toHaveLength(241);
});

test('when nothing failed, or there is no report, nothing is said', () => {
  expect(sayFailures([...failuresOfVitest(null, '/here'), ...failuresOfPlaywright(null)])).toBe('');
});
