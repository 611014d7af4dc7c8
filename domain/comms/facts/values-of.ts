import { env } from '@/lib/env';
import type { Audience } from '@/prisma/generated/enums';
import { escapeMarkdown } from '../variables/rules';
import { VARIABLE_NAMES, type Values, type VariableName, variable } from '../variables/schema';
import { actionsTaken, STATUS_WORDS } from './actions-taken';
import type { Facts } from './load-facts';
import { durationWords, utcInstant } from './time-words';

/** Where the console is found from outside. */
export const roomAddress = (number: number): string =>
  `${(env().PUBLIC_URL ?? `http://localhost:${env().PORT}`).replace(/\/$/, '')}/incidents/${number}`;

function nextSteps({ tasks, hypothesis }: Facts): string | undefined {
  const lines = [
    ...tasks.map(({ title, ownerName }) => `- ${escapeMarkdown(title)}${ownerName ? ` (${escapeMarkdown(ownerName)})` : ''}`),
    ...(hypothesis ? [`- Testing: ${escapeMarkdown(hypothesis.split('\n')[0] ?? '')}`] : []),
  ];
  return lines.length ? lines.join('\n') : undefined;
}

/** Where to come; the review itself where that is in no call and no room. */
const reviewPlace = ({ incident, review }: Facts): string | undefined =>
  review?.meetingAt ? review.meetingPlace || `${roomAddress(incident.number)}/review` : undefined;

const cadence = (minutes: number) =>
  minutes % 60 ? `updates every ${minutes} minutes` : minutes === 60 ? 'updates every hour' : `updates every ${minutes / 60} hours`;

/**
 * What the incident says for each variable. Customers get nothing by itself that is the team's own: tasks, suppositions and runs
 * are theirs to put into words.
 */
export function valuesOf(facts: Facts, audience: Audience, now: Date): Values {
  const { incident, policy, roles } = facts;
  const outside = audience === 'customers';
  const endedAt = incident.resolvedAt ?? incident.cancelledAt;
  const values: Partial<Record<VariableName, string | null | undefined>> = {
    number: String(incident.number),
    title: incident.title,
    severity: incident.severity,
    severityMeaning: policy?.definition,
    status: STATUS_WORDS[incident.status],
    declaredAt: utcInstant(incident.declaredAt),
    startedAt: utcInstant(incident.startedAt),
    resolvedAt: incident.resolvedAt && utcInstant(incident.resolvedAt),
    duration: durationWords(incident.startedAt, endedAt, now),
    now: utcInstant(now),
    commander: roles.commander,
    communicationsLead: roles.communications_lead,
    warRoom: roomAddress(incident.number),
    tags: incident.tags.join(', '),
    customerVisible: incident.customerVisible ? 'yes' : 'no',
    service: incident.service,
    summary: incident.summary,
    impact: incident.impact,
    actionsTaken: actionsTaken(facts.events, outside),
    nextSteps: outside ? undefined : nextSteps(facts),
    bridge: incident.bridgeUrl,
    updateCadence: policy?.updateMinutes ? cadence(policy.updateMinutes) : undefined,
    rootCause: incident.rootCause,
    resolution: incident.resolution,
    prevention: incident.prevention,
    reviewAt: facts.review?.meetingAt && utcInstant(facts.review.meetingAt),
    reviewLink: outside ? undefined : reviewPlace(facts),
  };
  return Object.fromEntries(VARIABLE_NAMES.flatMap((name) => (values[name]?.trim() ? [[name, values[name]]] : [])));
}

/** What the incident says, and where a person may say otherwise and did, what they say. */
export function withWords(values: Values, said: Values): Values {
  const theirs = Object.entries(said).filter(([name, value]) => variable(name as VariableName).source === 'person' && value?.trim());
  return { ...values, ...Object.fromEntries(theirs) };
}
