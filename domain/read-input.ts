import type { z } from 'zod';
import type { FieldDetail } from './errors';
import { fieldDetails } from './field-details';

/** The database keeps neither NUL nor half of a surrogate pair. */
const UNKEPT = /\0|\p{Cs}/u;
const SAID = 'must not contain NUL or half of a character';

export type ReadInput<T> = { ok: true; input: T } | { ok: false; details: FieldDetail[] };

/** What was sent to a door as its schema reads it; or what is wrong, one detail a field. Text that the database cannot keep is refused here. */
export function readInput<S extends z.ZodType>(schema: S, sent: unknown): ReadInput<z.output<S>> {
  const parsed = schema.safeParse(sent);
  if (!parsed.success) return { ok: false, details: fieldDetails(parsed.error) };
  const field = fieldOfUnkept(parsed.data);
  return field === null ? { ok: true, input: parsed.data } : { ok: false, details: [{ field, message: SAID }] };
}

type Part = { at: string; value: unknown };

/** Where such text stands, or null. Not recursive: what is sent may be nested more deeply than a stack is. */
function fieldOfUnkept(whole: unknown): string | null {
  const parts: Part[] = [{ at: '', value: whole }];
  for (let part = parts.pop(); part; part = parts.pop()) {
    const { at, value } = part;
    if (typeof value === 'string' && UNKEPT.test(value)) return at;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (UNKEPT.test(name)) return at;
      parts.push({ at: at ? `${at}.${name}` : name, value: inner });
    }
  }
  return null;
}
