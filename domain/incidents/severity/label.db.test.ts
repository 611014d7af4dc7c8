import { expect, test } from 'vitest';
import { useTestDatabase } from '@/test/database';
import { person } from '@/test/people';
import { declareIncident } from '../declare-incident';
import { DeclareIncident } from '../schema';

useTestDatabase();
const ana = person('Ana', 'responder');

test('S0-82: severity 1, 2 and 3 are declared as P0, P2 and P3, and keep their own word', async () => {
  for (const [label, severity] of [
    ['Severity 1', 'P0'],
    ['Severity 2', 'P2'],
    ['Severity 3', 'P3'],
  ] as const)
    expect(await declareIncident(ana, DeclareIncident.parse({ title: 'Down', severity: label }))).toMatchObject({
      severity,
      severityLabel: label,
    });
  expect(await declareIncident(ana, { title: 'Down', severity: 'P1' })).toMatchObject({ severity: 'P1', severityLabel: null });
  expect(await declareIncident(ana, { title: 'Down', severity: 'P1', severityLabel: 'urgent' })).toMatchObject({ severityLabel: 'urgent' });
  expect(DeclareIncident.safeParse({ title: 'Down', severity: 'Severity 9' }).error?.issues[0]).toMatchObject({
    path: ['severity'],
    message: 'must be P0, P1, P2 or P3, or Severity 1, 2 or 3',
  });
});
