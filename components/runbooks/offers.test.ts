import { describe, expect, it } from 'vitest';
import type { IncidentView } from '@/domain/incidents/schema';
import type { Block, InputSpec, Problem, Runbook } from '@/domain/runbooks/schema';
import { offersOf, prefilled, problemsByBlock, problemsWithin } from './offers';

const incident = {
  number: 7,
  title: 'Pool is full',
  severity: 'P1',
  status: 'investigating',
  service: 'oatie',
  summary: null,
  declaredAt: '2026-11-21T14:31:00.000Z',
  labels: { email: 'bo@example.com' } as Record<string, string>,
} as IncidentView;
const block = (id: string, line: number, body: string, target = 'db') =>
  ({ id, line, body, target, title: id, inputs: [], needs: [], exports: { pid: 'rows[0].pid' } }) as unknown as Block;
const problem = (line: number) => ({ file: 'a.mdx', line, severity: 'error', rule: 'x', message: 'm' }) as Problem;

describe('offersOf', () => {
  it('takes a target that nobody knows for production and says so, and names what is exported', () => {
    const runbook = { blocks: [block('a', 1, ''), block('b', 2, '', 'lost')] } as Runbook;
    const offers = offersOf(runbook, { db: 'staging' });
    expect(offers.map(({ environment }) => environment)).toEqual(['staging', 'production']);
    expect(offers.map(({ isTargetKnown }) => isTargetKnown)).toEqual([true, false]);
    expect(offers[0]?.exports).toEqual(['pid']);
    expect(JSON.stringify(offers)).not.toContain('rows[0]');
  });
});

describe('prefilled', () => {
  const spec = (name: string, from?: string) => ({ name, from }) as InputSpec;
  it('takes values from the incident, and leaves out what it does not say', () => {
    expect(
      prefilled(
        [
          spec('service', 'incident.service'),
          spec('summary', 'incident.summary'),
          spec('email', 'labels.email'),
          spec('pod', 'labels.pod'),
          spec('plain'),
        ],
        incident,
      ),
    ).toEqual({ service: 'oatie', email: 'bo@example.com' });
    expect(prefilled([spec('service', 'incident.service')])).toEqual({});
  });
});

describe('problemsByBlock', () => {
  it('puts each problem at the block it lies in', () => {
    const runbook = {
      blocks: [block('a', 10, 'one'), block('b', 40, 'one\ntwo')],
      problems: [problem(3), problem(12), problem(16), problem(45)],
    } as Runbook;
    const found = problemsByBlock(runbook);
    expect([...found].map(([id, problems]) => [id, problems.map(({ line }) => line)])).toEqual([
      ['', [3, 16]],
      ['a', [12]],
      ['b', [45]],
    ]);
  });
});

describe('problemsWithin', () => {
  it('has those on the lines of a fence', () => {
    const problems = [problem(3), problem(12), problem(16)];
    expect(problemsWithin(problems, { from: 10, to: 16 }).map(({ line }) => line)).toEqual([12, 16]);
    expect(problemsWithin(problems)).toEqual([]);
  });
});
