import type { Prisma } from '../generated/client';

const HOUR = 60;
const DAY = 24 * HOUR;

export const SEVERITY_POLICIES: Prisma.SeverityPolicyCreateManyInput[] = [
  {
    severity: 'P0',
    label: 'Critical',
    definition: 'Nobody can use the product, data is being lost, or security is breached.',
    acknowledgeMinutes: 15,
    statusPageMinutes: 30,
    updateMinutes: 30,
    resolveMinutes: 4 * HOUR,
    response: 'Acknowledge within 15 minutes.',
    escalation: 'Call the on-call engineer at once and open a war room.',
    communication: 'Status page within 30 minutes; an update every 30 minutes.',
  },
  {
    severity: 'P1',
    label: 'High',
    definition: 'A major function is broken and many users feel it.',
    acknowledgeMinutes: HOUR,
    statusPageMinutes: null,
    updateMinutes: 30,
    resolveMinutes: 8 * HOUR,
    response: 'Acknowledge within one hour.',
    escalation: 'Bring in the team lead and the on-call engineer.',
    communication: 'Tell the company; consider the status page. An update every 30 minutes.',
  },
  {
    severity: 'P2',
    label: 'Medium',
    definition: 'Some users are affected and there is a way around it.',
    acknowledgeMinutes: 4 * HOUR,
    statusPageMinutes: null,
    updateMinutes: null,
    resolveMinutes: 3 * DAY,
    response: 'Acknowledge within four hours.',
    escalation: 'Assign it to a member of the team.',
    communication: 'Tell the team, and the users who need to know.',
  },
  {
    severity: 'P3',
    label: 'Low',
    definition: 'A minor or cosmetic fault.',
    acknowledgeBusinessDays: 1,
    statusPageMinutes: null,
    updateMinutes: null,
    resolveMinutes: null,
    response: 'Look at it on the next business day.',
    escalation: 'Goes through the usual triage.',
    communication: 'Within the team only.',
  },
];
