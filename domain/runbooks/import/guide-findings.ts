import { GUIDE_RULES } from '../rules/guide-rules';
import { findInSnippet } from '../rules/snippet-rules';
import type { Objection } from './schema';

type GuideRule = keyof typeof GUIDE_RULES;

const MESSAGES: Record<GuideRule, string> = {
  'guide/short-underline': 'The underline is shorter than the title.',
  'guide/garbled': 'This line was garbled.',
  'guide/fence-outside-step': 'This code stands outside the step that it belongs to.',
  'guide/vanity-number': 'A telephone number is written in letters.',
};
const VANITY = /\+\d{1,3}(?:[-. ]\d{2,4})*[-. ](?=[A-Z\d-]*[A-Z]{3})[A-Z\d]+(?:[-.][A-Z\d]+)*/;

/** One finding of a rule at each of these lines. */
export const guideFindings = (rule: GuideRule, lines: readonly number[]): Objection[] =>
  lines.map((line) => ({ rule, line, message: MESSAGES[rule], fix: GUIDE_RULES[rule].fix, severity: 'warning' }));

/** What the words of a guide say that does not work. */
export const findInWords = (text: string): Objection[] =>
  guideFindings(
    'guide/vanity-number',
    text.split('\n').flatMap((line, index) => (VANITY.test(line) ? [index + 1] : [])),
  );

/** What does not work in a command that stands within a sentence. */
export async function findInSentence(command: string, line: number): Promise<Objection[]> {
  const found = await findInSnippet({ language: 'bash', body: command });
  return found.map(({ rule, message, fix, severity }) => ({ rule, line, message, fix: fix ?? '', severity }));
}
