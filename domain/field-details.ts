import type { z } from 'zod';
import type { FieldDetail } from './errors';

/** What is wrong with each field, in words for the person who filled it in. */
export function fieldDetails(error: z.ZodError): FieldDetail[] {
  return error.issues.flatMap((issue) => {
    const at = issue.path.join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ field: at ? `${at}.${key}` : key, message: 'is not a field here' }));
    return [{ field: at, message: plainly(issue) }];
  });
}

function plainly(issue: z.core.$ZodIssue): string {
  // What a schema says itself is better than anything general.
  if (!/^(Invalid|Too|Unrecognized)/.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type')
    return issue.input === undefined && !/received/.test(issue.message) ? 'is required' : `must be ${article(issue.expected)}`;
  if (issue.code === 'invalid_value')
    return `must be ${issue.values
      .map(String)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1')}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${unit(issue.origin)}`;
  if (issue.code === 'too_small')
    return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unit(issue.origin)}`;
  if (issue.code === 'invalid_format') return `must be a valid ${issue.format}`;
  return 'is not one of the values that are possible here';
}

const article = (expected: string) =>
  expected === 'string' ? 'text' : expected === 'int' ? 'a whole number' : /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
const unit = (origin: string) => (origin === 'string' ? ' characters long' : '');
