import { DomainError } from '@/domain/errors';
import { placesIn } from './variables/rules';

/** Refuses a template that could never be filled in, naming what stands in braces and is no variable. */
export function requireKnownVariables(template: { subject: string; body: string }): void {
  const details = (['subject', 'body'] as const).flatMap((field) =>
    placesIn(template[field]).unknown.map((name) => ({
      field,
      message: name === '{{' ? 'has {{ without }}; write \\{{ for two braces' : `has {{${name}}}, which is no variable`,
    })),
  );
  if (details.length) throw new DomainError('invalid', details.map(({ field, message }) => `${field} ${message}`).join('; '), details);
}
