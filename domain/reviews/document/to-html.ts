import { escapeHtml } from '@/domain/deliveries/render/html-sink';
import { markdownHtml } from '@/domain/deliveries/render/markdown-html';
import { CLOCK_WORDS } from '@/domain/incidents/clocks/rules';
import { spanWords, utcClock, utcDay, utcInstant, zonedInstant } from '../words/rules';
import { sentence } from '../words/sentences';
import { PAGE_STYLE } from './page-style';
import { closedWords, countPromises, gapMs, leavesHeading, newDay } from './rules';
import type { ReviewDocument } from './schema';
import { MEASURES, publishedWords } from './to-markdown';

const STATES = { none: 'Not opened', draft: 'Draft', in_review: 'In review', published: 'Published' } as const;

const h = escapeHtml;
const time = (at: string) => `<time datetime="${h(at)}">${utcClock(at)} UTC</time>`;
const day = (before: { at: string } | undefined, after: { at: string }) =>
  newDay(before, after) ? `<div class="day">${utcDay(after.at)}</div>` : '';
const row = (name: string, value: string) => `<tr><th scope="row">${h(name)}</th><td>${h(value)}</td></tr>`;
const fact = (name: string, value: string | null) => (value ? `<dt>${h(name)}</dt><dd>${h(value)}</dd>` : '');
const part = (id: string, title: string, inner: string) =>
  inner ? `<section aria-labelledby="${id}">\n<h2 id="${id}">${h(title)}</h2>\n${inner}\n</section>` : '';

/**
 * A review as one HTML page that needs nothing else: it opens without a network, runs no script, and prints well. Whatever people wrote
 * is text in it. Pure.
 */
export function toHtml(document: ReviewDocument): string {
  const { incident, sections } = document;
  const title = `Review of #${incident.number}: ${incident.title}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${h(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${h(title)}</h1>
${head(document)}
${part('measured', 'Measured', measured(document))}
${sections.map(({ key, title: name, body }) => part(`section-${key}`, name, (markdownHtml(body) || '<p class="soft">Nothing yet.</p>') + quotes(document, key))).join('\n')}
${part('action-items', 'Action items', items(document))}
${part('what-happened', 'What happened', moments(document))}
${part('timeline', 'Full timeline', timeline(document))}
<footer>Content hash ${h(document.contentHash)}</footer>
</main>
</body>
</html>
`;
}

function head({ incident, state, version, lead, approvedBy, publishedBy, publishedAt, meeting }: ReviewDocument): string {
  return `<dl class="facts">${[
    fact('Severity', incident.severity),
    fact('Service', incident.service),
    fact('Began', utcInstant(incident.startedAt)),
    fact('Resolved', incident.resolvedAt && utcInstant(incident.resolvedAt)),
    fact('Review', `${STATES[state]}${version ? `, version ${version}` : ''}`),
    fact('Led by', lead),
    fact('Approved by', approvedBy),
    fact(publishedWords(state, version), publishedAt && `${utcInstant(publishedAt)} by ${publishedBy}`),
    fact('Meeting', meeting && `${zonedInstant(meeting.at, meeting.zone)}${meeting.place ? `, ${meeting.place}` : ''}`),
  ].join('')}</dl>`;
}

function measured({ measured: times, clocks, promises }: ReviewDocument): string {
  const { kept: inTime, broken } = countPromises(promises);
  const rows = [
    ...MEASURES.map(([name, says]) => row(says, times[name] === null ? 'did not happen' : spanWords(times[name]))),
    ...clocks.map(({ clock, kept, missed }) => row(`Clock: ${CLOCK_WORDS[clock]}`, `${kept} kept, ${missed} missed`)),
    ...(promises.length ? [row('Promises', `${inTime} kept, ${broken} broken or late`)] : []),
  ];
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

const quotes = ({ quotes: all }: ReviewDocument, key: string): string =>
  all
    .filter(({ section }) => section === key)
    .map(
      ({ runTitle, from, to, lines, linesSha256, note }) =>
        `<figure><figcaption>${h(runTitle)}, lines ${from} to ${to}${note ? `: ${h(note)}` : ''}</figcaption><pre><code>${h(lines)}</code></pre><p class="soft">SHA-256 ${h(linesSha256)}</p></figure>`,
    )
    .join('\n');

function items({ actionItems }: ReviewDocument): string {
  if (actionItems.length === 0) return '';
  const rows = actionItems.map(({ number, title, kind, state, owner, dueAt, doneAt, verifiedAt }) => {
    const [due, closed] = [dueAt, verifiedAt ?? doneAt].map((at) => (at ? utcDay(at) : ''));
    const cells = [`A${number}`, title, kind, state, owner ?? '', due ?? '', closed ?? ''];
    return `<tr>${cells.map((cell) => `<td>${h(cell)}</td>`).join('')}</tr>`;
  });
  const names = ['Number', 'What', 'Kind', 'State', 'Owner', 'Due', 'Closed'].map((name) => `<th scope="col">${name}</th>`).join('');
  return `<p>${closedWords(actionItems)}</p><table class="items"><thead><tr>${names}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function moments({ moments: all }: ReviewDocument): string {
  return all
    .map((moment, index) => {
      const before = all[index - 1];
      const gap = gapMs(before, moment);
      const heading = moment.heading && moment.heading !== before?.heading ? `<h3>${h(moment.heading)}</h3>` : '';
      const nothing = gap === null ? '' : `<div class="gap">${spanWords(gap)} in which nothing is told</div>`;
      const said = [moment.description, moment.says].filter(Boolean).map(h).join('<br>');
      const apart = leavesHeading(before, moment) ? '<hr>' : '';
      return `${apart}${heading}${day(before, moment)}${nothing}<div class="line">${time(moment.at)}<div>${said}</div></div>`;
    })
    .join('\n');
}

const timeline = ({ timeline: all }: ReviewDocument): string =>
  all
    .map((event, index) => {
      const id = event.incident ? '' : ` id="e${event.seq}"`;
      const of = event.incident ? `#${event.incident} ` : '';
      return `${day(all[index - 1], event)}<div class="line"${id}>${time(event.at)}<div>${of}${h(event.actor.name)} <span>${h(sentence(event))}</span></div></div>`;
    })
    .join('\n');
