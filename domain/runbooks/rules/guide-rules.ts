import type { Rule } from './rule';

/** What an import finds in a guide beside its code; it repairs what it can, and says where. */
export const GUIDE_RULES = {
  'guide/short-underline': {
    explanation: 'An underline shorter than its title is an error to docutils, which then shows no title.',
    fix: 'Make it as long as the title; the import has taken it for one.',
    source: 'docutils, reStructuredText, Sections',
  },
  'guide/garbled': {
    explanation: 'UTF-8 that was read as Windows-1252 shows signs that nobody wrote.',
    fix: 'Save the guide as UTF-8; the import has repaired it.',
    source: 'WHATWG Encoding Standard',
  },
  'guide/fence-outside-step': {
    explanation: 'A fence that is indented less than its step ends the list, and the next step counts from one again.',
    fix: 'Indent it as far as the words of its step; the import has put it there.',
    source: 'CommonMark 0.31, 5.2',
  },
  'guide/vanity-number': {
    explanation: 'Letters cannot be dialled on every telephone, and no program sends to them.',
    fix: 'Write the digits, with the country first: +15551234567.',
    source: 'ITU-T E.164',
  },
} satisfies Record<string, Rule>;
