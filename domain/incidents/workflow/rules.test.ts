import { describe, expect, test } from 'vitest';
import { IncidentStatus, Severity } from '@/prisma/generated/enums';
import { isOpen, nextStatuses, statusesBefore } from '../rules';
import { EDGES, NODES, type NodeId, pathOf, type WorkflowFacts, workflowOf, workflowSource } from './rules';

const fresh: WorkflowFacts = {
  severity: 'P0',
  status: 'triggered',
  acknowledged: false,
  assessed: false,
  escalated: false,
  hasCommander: false,
  isAssigned: false,
  hasBridge: false,
  statusPageTold: false,
};
const inState = (facts: Partial<WorkflowFacts>, state: string) =>
  workflowOf({ ...fresh, ...facts })
    .filter((one) => one.state === state)
    .map(({ node }) => node);

describe('S2-82: the graph of the guides', () => {
  test('has 14 nodes and 15 edges, each edge between two of them, all reached from the alert', () => {
    expect(Object.keys(NODES)).toHaveLength(14);
    expect(EDGES).toHaveLength(15);
    expect(new Set(EDGES.map(([from, to]) => `${from} ${to}`)).size).toBe(15);
    const reached = new Set(Object.values(Severity).flatMap(pathOf));
    expect([...reached].toSorted()).toEqual(Object.keys(NODES).toSorted());
  });

  test('each severity has its way through it', () => {
    const begin = ['alert', 'acknowledge', 'assess', 'severity'];
    const end = ['investigate', 'resolve', 'review'];
    expect(pathOf('P0')).toEqual([...begin, 'escalate', 'war_room', 'status_page', ...end]);
    expect(pathOf('P1')).toEqual([...begin, 'respond', 'team_lead', 'status_page', ...end]);
    expect(pathOf('P2')).toEqual([...begin, 'standard', 'assign', ...end]);
    expect(pathOf('P3')).toEqual(pathOf('P2'));
  });

  test('the transitions that the rules allow go along it, and never back to its beginning', () => {
    const standsFor: Partial<Record<NodeId, IncidentStatus>> = {
      alert: 'triggered',
      acknowledge: 'acknowledged',
      investigate: 'investigating',
      resolve: 'resolved',
      review: 'closed',
    };
    for (const severity of Object.values(Severity)) {
      const statuses = pathOf(severity).flatMap((node) => standsFor[node] ?? []);
      expect(statuses).toEqual(['triggered', 'acknowledged', 'investigating', 'resolved', 'closed']);
      for (const [index, status] of statuses.slice(1).entries()) {
        const before = statuses[index] ?? 'triggered';
        // To resolve asks for more than a status, and is open to every open one.
        expect(status === 'resolved' ? isOpen(before) : nextStatuses(before).includes(status), `${before} to ${status}`).toBe(true);
        for (const earlier of statuses.slice(0, index + 1)) expect(nextStatuses(status).includes(earlier)).toBe(false);
      }
    }
    expect(statusesBefore('triggered')).toEqual([]);
  });

  test.each(Object.values(IncidentStatus))('%s: a further status never undoes a step', (status) => {
    const facts = { ...fresh, status, acknowledged: status !== 'triggered' };
    const done = inState(facts, 'done');
    for (const next of nextStatuses(status).filter((one) => one !== 'cancelled' && !(status === 'monitoring' || one === 'investigating')))
      expect(inState({ ...facts, status: next, acknowledged: true }, 'done')).toEqual(expect.arrayContaining(done));
  });
});

describe('S2-82, S2-88: where an incident is in it', () => {
  test.each<[string, Partial<WorkflowFacts>, NodeId[], NodeId[]]>([
    ['nobody has it yet', {}, ['acknowledge'], ['assess']],
    ['acknowledged: how bad is it?', { status: 'acknowledged', acknowledged: true }, ['assess'], ['severity']],
    ['assessed as P0: escalate', { status: 'acknowledged', acknowledged: true, assessed: true }, ['escalate'], ['war_room']],
    [
      'it is led: the status page waits',
      { status: 'acknowledged', acknowledged: true, assessed: true, hasCommander: true },
      ['status_page'],
      ['investigate'],
    ],
    [
      'looked into while the status page was not told: both',
      { status: 'investigating', acknowledged: true, hasCommander: true },
      ['status_page', 'investigate'],
      ['resolve'],
    ],
    ['all told', { status: 'identified', acknowledged: true, hasCommander: true, statusPageTold: true }, ['resolve'], ['review']],
    [
      'P2 goes the standard way',
      { severity: 'P2', status: 'acknowledged', acknowledged: true, assessed: true },
      ['assign'],
      ['investigate'],
    ],
    [
      'P1 tells the team lead',
      { severity: 'P1', status: 'acknowledged', acknowledged: true, assessed: true },
      ['team_lead'],
      ['status_page'],
    ],
    ['resolved: the review is left', { status: 'resolved', acknowledged: true }, ['review'], []],
    ['closed: nothing is left', { status: 'closed', acknowledged: true }, [], []],
    ['cancelled: nothing is left', { status: 'cancelled' }, [], []],
  ])('%s', (_, facts, current, next) => {
    expect(inState(facts, 'current')).toEqual(current);
    expect(inState(facts, 'next')).toEqual(next);
  });

  test('what the response went past is skipped, what other severities do stands aside', () => {
    expect(inState({ status: 'resolved', acknowledged: true, hasCommander: true }, 'skipped')).toEqual(['status_page']);
    expect(inState({ severity: 'P3' }, 'aside')).toEqual(['escalate', 'respond', 'war_room', 'team_lead', 'status_page']);
  });

  test('the picture says the states in its words', () => {
    const source = workflowSource(workflowOf({ ...fresh, status: 'acknowledged', acknowledged: true }));
    expect(source).toContain('acknowledge["✓ On-call acknowledges"]');
    expect(source).toContain('assess["▶ now: Initial assessment"]');
    expect(source).toContain('severity{"○ next: Severity level"}');
    expect(source.match(/-->/g)).toHaveLength(15);
  });
});
