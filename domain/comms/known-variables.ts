import { DomainError } from '@/domain/errors';
import { placesIn, whyUnknown } from './variables/rules';

/** Refuses a template that could never be filled in, naming what stands in braces and is no variable. */
export function requireKnownVariables(template: { subject: string; body: string }): void {
  const details = (['subject', 'body'] as const).flatMap((field) =>
    placesIn(template[field]).unknown.map((name) => ({ field, message: whyUnknown(name) })),
  );
  if (details.length) throw new DomainError('invalid', details.map(({ field, message }) => `${field} ${message}`).join('; '), details);
}
