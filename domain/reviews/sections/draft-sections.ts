import { CLOCK_WORDS } from '@/domain/incidents/clocks/rules';
import type { Facts } from '../document/schema';
import { cite, plain, prose } from '../words/markdown';
import { outcomeWords, spanWords, utcInstant } from '../words/rules';
import { draftResponse } from './draft-response';
import type { SectionKey } from './rules';

const MOST_LINES = 40;

const list = (lines: readonly string[]): string => {
  const shown = lines.slice(0, MOST_LINES).map((line) => `- ${line}`);
  return [...shown, ...(lines.length > MOST_LINES ? [`- … and ${lines.length - MOST_LINES} more, in the timeline`] : [])].join('\n');
};
const parts = (...texts: (string | null | false)[]): string => texts.filter(Boolean).join('\n\n');
const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

function summary({ incident, measured, reopened }: Facts): string {
  const where = incident.service ? ` on ${plain(incident.service)}` : '';
  const ended = measured.durationMs === null ? unendedWords(incident) : `It lasted ${spanWords(measured.durationMs)}.`;
  const again = reopened ? ` It was resolved and taken up again ${times(reopened)}.` : '';
  return parts(
    `${incident.severity}${where}: ${plain(incident.title)}. It began ${utcInstant(incident.startedAt)}, was declared by ${plain(incident.declaredBy)}. ${ended}${again}`,
    incident.summary && prose(incident.summary),
    incident.resolution && `What ended it: ${prose(incident.resolution)}`,
  );
}

const unendedWords = ({ mergedInto, status }: Facts['incident']): string =>
  mergedInto ? `It was merged into #${mergedInto}.` : status === 'cancelled' ? 'It was cancelled.' : 'It has not ended.';

const impact = ({ incident, measured }: Facts): string =>
  parts(
    incident.impact && prose(incident.impact),
    incident.customerVisible && 'Customers noticed it.',
    measured.mitigateMs !== null && `It was felt for ${spanWords(measured.mitigateMs + (measured.detectMs ?? 0))}.`,
  );

function detection({ incident, measured }: Facts): string {
  const late = measured.detectMs ? `${spanWords(measured.detectMs)} after it began` : 'as it began';
  const answered = measured.acknowledgeMs === null ? '' : ` It was acknowledged ${spanWords(measured.acknowledgeMs)} later.`;
  return `${plain(incident.declaredBy)} declared it ${late}.${answered}`;
}

/** A hypothesis with the run that decided it. */
const decided = ({ statement, run, runTitle, verdict, reason, seq }: Facts['hypotheses'][number]): string => {
  const by = run ? ` by ${plain(runTitle ?? 'a run')}${verdict ? `, which came to ${verdict}` : ''}` : '';
  return `${plain(statement)}${by}${reason ? ` (${plain(reason)})` : ''}${cite(seq)}`;
};

function rootCause({ incident, hypotheses }: Facts): string {
  const confirmed = hypotheses.filter(({ state }) => state === 'confirmed').map((one) => `Confirmed: ${decided(one)}`);
  return parts(incident.rootCause && prose(incident.rootCause), confirmed.length > 0 && list(confirmed));
}

function contributing({ runs }: Facts): string {
  const failing = new Map<string, Facts['runs'][number]>();
  for (const run of runs)
    if (run.effect === 'read' && (run.verdict === 'fail' || run.verdict === 'warn')) failing.set(`${run.block} ${run.target}`, run);
  const lines = [...failing.values()].map(
    ({ title, target, seq, ...ended }) => `${plain(title)} on ${plain(target)}: ${plain(outcomeWords(ended))}${cite(seq)}`,
  );
  return list(lines);
}

function fiveWhys({ incident }: Facts): string {
  const first = incident.rootCause ? plain(incident.rootCause.split('\n')[0] ?? '') : '';
  return [`1. Why did this happen: ${plain(incident.title)}? ${first}`.trimEnd(), '2. Why?', '3. Why?', '4. Why?', '5. Why?'].join('\n');
}

const ofClocks = (clocks: Facts['clocks'], field: 'kept' | 'missed'): string[] =>
  clocks.filter((clock) => clock[field] > 0).map((clock) => `${CLOCK_WORDS[clock.clock]} ${times(clock[field])}`);

function wentWell({ clocks, promises, remediations }: Facts): string {
  const kept = ofClocks(clocks, 'kept');
  const promised = promises.filter(({ state, late }) => state === 'kept' && !late).length;
  return list([
    ...(kept.length ? [`Clocks kept: ${kept.join(', ')}.`] : []),
    ...(promised ? [`${promised} ${promised === 1 ? 'promise was' : 'promises were'} kept in time.`] : []),
    ...remediations.flatMap(({ title, changed, seq }) =>
      changed
        .filter(({ after }) => after === 'ok')
        .map((one) => `${plain(title)} helped: ${plain(one.title)} went from ${one.before} to ok${cite(one.seq ?? seq)}`),
    ),
  ]);
}

function wasHard({ clocks, promises, runs, remediations, hypotheses, reopened }: Facts): string {
  const missed = ofClocks(clocks, 'missed');
  const broken = promises.filter(({ state, late }) => state === 'broken' || late);
  const stuck = runs.filter(({ state }) => state === 'errored' || state === 'timed_out' || state === 'interrupted');
  return list([
    ...(missed.length ? [`Clocks missed: ${missed.join(', ')}.`] : []),
    ...broken.map(({ words, dueAt }) => `A promise was not kept in time: ${plain(words)}, due ${utcInstant(dueAt)}.`),
    ...remediations.flatMap(({ title, by, brokenGlass, seq }) =>
      brokenGlass ? [`${plain(by)} broke the glass for ${plain(title)}: ${plain(brokenGlass)}${cite(seq)}`] : [],
    ),
    ...hypotheses.filter(({ state }) => state === 'refuted').map((one) => `Refuted: ${decided(one)}`),
    ...stuck.map(
      ({ title, state, reason, seq }) => `${plain(title)} ${state.replace('_', ' ')}${reason ? `: ${plain(reason)}` : ''}${cite(seq)}`,
    ),
    ...(reopened ? [`It was resolved and taken up again ${times(reopened)}.`] : []),
  ]);
}

const DRAFTS = {
  summary,
  impact,
  data: () => '',
  exposure: () => '',
  detection,
  response: draftResponse,
  root_cause: rootCause,
  contributing_factors: contributing,
  five_whys: fiveWhys,
  went_well: wentWell,
  was_hard: wasHard,
  lucky: () => '',
  prevention: ({ incident }) => (incident.prevention ? prose(incident.prevention) : ''),
} satisfies Record<SectionKey, (facts: Facts) => string>;

/** What the facts say in a section, as Markdown that cites the events it rests on; empty where they say nothing. Pure. */
export const draftSection = (key: SectionKey, facts: Facts): string => DRAFTS[key](facts);
