import { expect, test } from 'vitest';
import { bothTexts } from './rules';

test.each([
  ['Theirs.', 'Mine.', 'Theirs.\n\nMine.'],
  ['Same.\nTheirs.', 'Same.\nMine.', 'Same.\nTheirs.\n\nMine.'],
  ['Same.', '  Same.\n', 'Same.'],
  ['', 'Mine.', 'Mine.'],
  ['One\n\n\nTwo\n', 'Mine.\n\nOne\n\nMore.', 'One\n\n\nTwo\n\nMine.\n\nMore.'],
])('both %j and %j', (theirs, mine, both) => {
  expect(bothTexts(theirs, mine)).toBe(both);
});
