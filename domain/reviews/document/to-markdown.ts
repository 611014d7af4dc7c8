import { CLOCK_WORDS } from '@/domain/incidents/clocks/rules';
import { fenced, plain } from '../words/markdown';
import { spanWords, utcClock, utcDay, utcInstant, zonedInstant } from '../words/rules';
import { sentence } from '../words/sentences';
import { closedWords, countPromises, gapMs, leavesHeading } from './rules';
import type { ReviewDocument } from './schema';

const STATES = { none: 'not opened', draft: 'draft', in_review: 'in review', published: 'published' } as const;

/** A review as one Markdown text, to be read or taken elsewhere. Pure. */
export function toMarkdown(document: ReviewDocument): string {
  const parts = [
    head(document),
    measured(document),
    ...document.sections.map(({ key, title, body }) => `## ${title}\n\n${body.trim() || '_Nothing yet._'}${quotes(document, key)}`),
    items(document),
    moments(document),
    timeline(document),
    `---\n\nContent hash ${document.contentHash}`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function head({ incident, state, version, lead, approvedBy, publishedBy, publishedAt, meeting }: ReviewDocument): string {
  const lines = [
    `- Severity: ${incident.severity}${incident.service ? `\n- Service: ${plain(incident.service)}` : ''}`,
    `- Began: ${utcInstant(incident.startedAt)}${incident.resolvedAt ? `\n- Resolved: ${utcInstant(incident.resolvedAt)}` : ''}`,
    `- Review: ${STATES[state]}${version ? `, version ${version}` : ''}${lead ? `, led by ${plain(lead)}` : ''}`,
    ...(meeting ? [`- Meeting: ${zonedInstant(meeting.at, meeting.zone)}${meeting.place ? `, ${plain(meeting.place)}` : ''}`] : []),
    ...(publishedBy && publishedAt ? [`- ${publishedWords(state, version)} by ${plain(publishedBy)}, ${utcInstant(publishedAt)}`] : []),
    ...(approvedBy ? [`- Approved by ${plain(approvedBy)}`] : []),
  ];
  return `# Review of #${incident.number}: ${plain(incident.title)}\n\n${lines.join('\n')}`;
}

/** One that was taken up again since is no longer what was published. */
export const publishedWords = (state: ReviewDocument['state'], version: number): string =>
  state === 'published' ? 'Published' : `Version ${version} was published`;

/** What was measured, as rows of a name and a length of time. */
export const MEASURES = [
  ['detectMs', 'Until it was declared'],
  ['acknowledgeMs', 'To acknowledge'],
  ['firstUpdateMs', 'To the first update'],
  ['identifyMs', 'To identify the cause'],
  ['mitigateMs', 'To mitigate'],
  ['resolveMs', 'To resolve'],
  ['durationMs', 'From beginning to end'],
] as const;

function measured({ measured: times, clocks, promises }: ReviewDocument): string {
  const rows = MEASURES.map(([name, says]) => `| ${says} | ${times[name] === null ? 'did not happen' : spanWords(times[name])} |`);
  const kept = clocks.map(({ clock, kept: met, missed }) => `| Clock: ${CLOCK_WORDS[clock]} | ${met} kept, ${missed} missed |`);
  const { kept: inTime, broken } = countPromises(promises);
  const promised = promises.length ? [`| Promises | ${inTime} kept, ${broken} broken or late |`] : [];
  return ['## Measured', '', '| | |', '| --- | --- |', ...rows, ...kept, ...promised].join('\n');
}

function quotes({ quotes: all }: ReviewDocument, key: string): string {
  return all
    .filter(({ section }) => section === key)
    .map(({ runTitle, from, to, lines, linesSha256, note }) => {
      const what = `${plain(runTitle)}, lines ${from} to ${to}${note ? `: ${plain(note)}` : ''}`;
      return `\n\n${what}\n\n${fenced(lines)}\n\nSHA-256 ${linesSha256}`;
    })
    .join('');
}

function items({ actionItems }: ReviewDocument): string {
  if (actionItems.length === 0) return '';
  const lines = actionItems.map(({ number, title, kind, state, owner, dueAt, doneAt, verifiedAt }) => {
    const closedAt = verifiedAt ?? doneAt;
    const due = closedAt ? ` on ${utcDay(closedAt)}` : dueAt ? `, due ${utcDay(dueAt)}` : '';
    return `- [${state === 'open' ? ' ' : 'x'}] A${number} ${plain(title)} (${kind}${owner ? `, ${plain(owner)}` : ''}, ${state}${due})`;
  });
  return `## Action items\n\n${closedWords(actionItems)}\n\n${lines.join('\n')}`;
}

function moments({ moments: all }: ReviewDocument): string {
  if (all.length === 0) return '';
  const lines = all.flatMap((moment, index) => {
    const before = all[index - 1];
    const gap = gapMs(before, moment);
    const says = [plain(moment.description), plain(moment.says)].filter(Boolean).join(': ');
    return [
      ...(moment.heading && moment.heading !== before?.heading ? ['', `### ${plain(moment.heading)}`, ''] : []),
      ...(leavesHeading(before, moment) ? ['', '---', ''] : []),
      ...(gap === null ? [] : [`- _${spanWords(gap)} in which nothing is told_`]),
      `- ${utcDay(moment.at)} ${utcClock(moment.at)} UTC: ${says}`,
    ];
  });
  return `## What happened\n\n${lines.join('\n').trim()}`;
}

function timeline({ timeline: all }: ReviewDocument): string {
  const lines = all.map(
    (event) =>
      `- e${event.seq}${event.incident ? ` of #${event.incident}` : ''} ${utcDay(event.at)} ${utcClock(event.at)} UTC ${plain(event.actor.name)}: ${plain(sentence(event))}`,
  );
  return `## Full timeline\n\n${lines.join('\n')}`;
}
