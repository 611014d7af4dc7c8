import { describe, expect, it } from 'vitest';
import type { Problem } from '@/domain/runbooks/schema';
import { problemsHtml } from './problems-html';

const problem = (change: Partial<Problem>): Problem => ({
  file: 'a/b.mdx',
  line: 3,
  severity: 'warning',
  rule: 'a/rule',
  message: 'It is so.',
  fix: 'Write it otherwise.',
  ...change,
});

describe('problems as HTML', () => {
  it('say a cure once for all that have it', () => {
    const html = problemsHtml([problem({}), problem({ line: 9 }), problem({ rule: 'b', fix: 'Leave it.' })], 'file');
    expect(html.match(/Write it otherwise/g)).toHaveLength(1);
    expect(html).toContain('a/b.mdx:3');
    expect(html).toContain('a/b.mdx:9');
    expect(html).toContain('<summary>3 warnings in this file</summary>');
  });

  it('are open where one is an error, but not beneath code that is copied', () => {
    const problems = [problem({ severity: 'error' })];
    expect(problemsHtml(problems, 'block')).toMatch(/^<details open>/);
    expect(problemsHtml(problems, 'copied')).toMatch(/^<details>/);
  });

  it('hold what a file says as text', () => {
    expect(problemsHtml([problem({ message: '<img src=x onerror=alert(1)>' })], 'block')).not.toContain('<img');
  });
});
