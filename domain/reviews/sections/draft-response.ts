import type { Facts } from '../document/schema';
import { cite, plain } from '../words/markdown';
import { spanWords, utcClock } from '../words/rules';

const MOST_PEOPLE = 15;
const MOST_RUNS = 25;

/** Who did what, what the diagnostics said, which remediation had which effect. */
export function draftResponse(facts: Facts): string {
  return [times(facts.measured), people(facts), diagnostics(facts), remediations(facts)].filter(Boolean).join('\n\n');
}

function times(measured: Facts['measured']): string {
  const told = [
    ['acknowledged', measured.acknowledgeMs],
    ['told for the first time', measured.firstUpdateMs],
    ['its cause identified', measured.identifyMs],
    ['mitigated', measured.mitigateMs],
    ['resolved', measured.resolveMs],
  ] as const;
  const lines = told.flatMap(([what, ms]) => (ms === null ? [] : [`${what} after ${spanWords(ms)}`]));
  return lines.length ? `From its declaration: ${lines.join(', ')}.` : '';
}

function people({ people: all }: Facts): string {
  const lines = all.slice(0, MOST_PEOPLE).map(({ name, roles, events }) => {
    const held = [...new Set(roles.map(({ role }) => role.replace('_', ' ')))].join(', ');
    return `- ${plain(name)}${held ? `, ${held}` : ''}: ${events} ${events === 1 ? 'entry' : 'entries'} in the timeline`;
  });
  if (all.length > MOST_PEOPLE) lines.push(`- and ${all.length - MOST_PEOPLE} more`);
  return lines.length ? ['Who took part:', '', ...lines].join('\n') : '';
}

/** Each diagnostic once, with what it came to from its first run to its last. */
function diagnostics({ runs }: Facts): string {
  const blocks = new Map<string, Facts['runs'][number][]>();
  for (const run of runs) {
    if (run.effect !== 'read') continue;
    const key = `${run.runbook} ${run.block} ${run.target}`;
    blocks.set(key, [...(blocks.get(key) ?? []), run]);
  }
  const lines = [...blocks.values()].slice(0, MOST_RUNS).map((same) => {
    const [first, last] = [same[0], same.at(-1)];
    const verdicts = same.map(({ verdict, state }) => verdict ?? state.replace('_', ' '));
    const changes = verdicts.filter((verdict, index) => verdict !== verdicts[index - 1]);
    const count = same.length > 1 ? `, ${same.length} runs` : '';
    return `- ${plain(first?.title ?? '')} on ${plain(first?.target ?? '')}: ${changes.join(', then ')}${count}${cite(last?.seq ?? null)}`;
  });
  if (blocks.size > MOST_RUNS) lines.push(`- and ${blocks.size - MOST_RUNS} more`);
  return lines.length ? ['What the diagnostics said:', '', ...lines].join('\n') : '';
}

function remediations({ remediations: all }: Facts): string {
  const lines = all.map(({ title, target, state, by, approvedBy, brokenGlass, at, changed, seq }) => {
    const effect = changed.map((one) => `${plain(one.title)} went from ${one.before} to ${one.after}${cite(one.seq)}`);
    const when = at ? ` at ${utcClock(at)} UTC` : '';
    const allowed = approvedBy ? `, approved by ${plain(approvedBy)}` : '';
    const glass = brokenGlass ? ` Nobody approved it, the glass was broken: “${plain(brokenGlass)}”.` : '';
    return `- ${plain(title)} on ${plain(target)} by ${plain(by)}${allowed}${when}: ${state.replace('_', ' ')}${cite(seq)}.${glass} ${effect.length ? `${effect.join('; ')}.` : 'No diagnostic says what it changed.'}`;
  });
  return lines.length ? ['What was changed:', '', ...lines].join('\n') : '';
}
