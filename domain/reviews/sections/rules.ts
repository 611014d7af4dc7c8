import type { IncidentKind } from '@/prisma/generated/enums';

type Section = { title: string; help: string };

/** Every section that a review can have: its title, and what belongs into it. */
export const SECTIONS = {
  summary: { title: 'Summary', help: 'Three sentences for someone who was not there: what broke, for whom and how long, what ended it.' },
  impact: { title: 'Impact', help: 'What people noticed, how many, for how long. Numbers where you have them; say where you guess.' },
  data: { title: 'Data lost and recovered', help: 'What was lost, what came back and from where, what nobody will get back.' },
  exposure: {
    title: 'What was exposed',
    help: 'Which data and systems were within reach, of whom, since when; who has to be told by when.',
  },
  detection: { title: 'How it was noticed', help: 'What told you first, and what could have told you earlier.' },
  response: { title: 'What was done', help: 'Who did what, which diagnostics told you something, which remediation helped.' },
  root_cause: { title: 'Root cause', help: 'What had to be there for this to happen, with the run that shows it.' },
  contributing_factors: { title: 'Contributing factors', help: 'What made it likelier, wider or longer: conditions, not people.' },
  five_whys: { title: 'Five whys', help: 'Ask why of each answer until the answer is something that you can change.' },
  went_well: { title: 'What went well', help: 'What you want to happen again next time.' },
  was_hard: { title: 'What was hard', help: 'Where you lost time: missing access, a wrong lead, a runbook that did not fit.' },
  lucky: { title: 'Where we got lucky', help: 'What could have made it worse and by chance did not. The facts cannot say this; you can.' },
  prevention: { title: 'Prevention', help: 'What will be different. What somebody has to do belongs among the action items.' },
} as const satisfies Record<string, Section>;

export type SectionKey = keyof typeof SECTIONS;
export const SECTION_KEYS = Object.keys(SECTIONS) as [SectionKey, ...SectionKey[]];
export const isSection = (key: string): key is SectionKey => Object.hasOwn(SECTIONS, key);

const LEARNING = ['root_cause', 'contributing_factors', 'five_whys', 'went_well', 'was_hard', 'lucky', 'prevention'] as const;

/** The sections of a review, in their order, by the kind of its incident. */
export const TEMPLATES = {
  outage: ['summary', 'impact', 'detection', 'response', ...LEARNING],
  degradation: ['summary', 'impact', 'detection', 'response', ...LEARNING],
  data_loss: ['summary', 'impact', 'data', 'detection', 'response', ...LEARNING],
  security_breach: ['summary', 'impact', 'exposure', 'detection', 'response', ...LEARNING],
  other: ['summary', 'impact', 'response', ...LEARNING],
} as const satisfies Record<IncidentKind, readonly SectionKey[]>;

/** Of two texts of a section: theirs as it stands, and after it the lines of mine that are not in it. */
export function bothTexts(theirs: string, mine: string): string {
  const known = new Set(theirs.split('\n').map((line) => line.trim()));
  const more = mine.split('\n').filter((line) => !line.trim() || !known.has(line.trim()));
  return [
    theirs.trimEnd(),
    more
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  ]
    .filter(Boolean)
    .join('\n\n');
}
