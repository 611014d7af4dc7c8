import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldDetails } from './field-details';

const Schema = z.strictObject({
  title: z.string().max(5),
  severity: z.enum(['P0', 'P1']),
  limit: z.coerce.number().int().positive().max(100),
  inner: z.strictObject({ id: z.uuid() }),
});
const good = { title: 'a', severity: 'P0', limit: 1, inner: { id: '00000000-0000-4000-8000-000000000000' } };

test.each([
  [{ ...good, title: 5 }, [{ field: 'title', message: 'must be text' }]],
  [{ ...good, title: 'toolong' }, [{ field: 'title', message: 'must be at most 5 characters long' }]],
  [{ ...good, severity: 'P9' }, [{ field: 'severity', message: 'must be P0 or P1' }]],
  [{ ...good, limit: 'abc' }, [{ field: 'limit', message: 'must be a number' }]],
  [{ ...good, limit: 101 }, [{ field: 'limit', message: 'must be at most 100' }]],
  [{ ...good, limit: 0 }, [{ field: 'limit', message: 'must be more than 0' }]],
  [{ ...good, inner: { id: 'x' } }, [{ field: 'inner.id', message: 'must be a valid uuid' }]],
  [{ ...good, extra: 1 }, [{ field: 'extra', message: 'is not a field here' }]],
  [{ ...good, inner: { id: good.inner.id, more: 1 } }, [{ field: 'inner.more', message: 'is not a field here' }]],
])('%j', (value, details) => {
  const parsed = Schema.safeParse(value);
  expect(parsed.success ? [] : fieldDetails(parsed.error)).toEqual(details);
});
