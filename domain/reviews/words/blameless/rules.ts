/** A wording that points at a person, and what could be asked instead. */
export type Hint = { words: string; instead: string };

const HINTS: readonly [RegExp, string][] = [
  [/\b(human|operator|user) error\b/i, 'What made the wrong step easy to take, and what would have shown it?'],
  [/\b(careless|negligent|sloppy|incompetent|stupid|lazy)\w*/i, 'Say what happened and what the person could see then.'],
  [/\b(fault|blame|guilty|culprit)\b/i, 'Which condition had to be there?'],
  [
    /\b(should|could|ought to) have (known|noticed|checked|seen|tested|done|caught|realised|realized)\b/i,
    'What did they know then, and what hid the rest?',
  ],
  [/\b(forgot|failed|neglected|didn.t bother) to\b/i, 'What would have reminded them, or done it by itself?'],
  [/\bobvious(ly)?\b/i, 'It is now. What did it look like then?'],
  [/\bwhy did (he|she|they|you)\b/i, 'Ask what made it the sensible thing to do.'],
  [/\b(be|being|was|were) more careful\b/i, 'What changes so that care is not what it depends on?'],
];
const MOST_HINTS = 5;

/** Wordings that point at people rather than conditions. Suggestions: they refuse nothing. What stands in code is left alone. Pure. */
export function blamelessHints(body: string): Hint[] {
  const prose = body.replace(/```[\s\S]*?(```|$)/g, '').replace(/`[^`]*`/g, '');
  return HINTS.flatMap(([pattern, instead]) => {
    const words = pattern.exec(prose)?.[0];
    return words ? [{ words, instead }] : [];
  }).slice(0, MOST_HINTS);
}
