import { DomainError, type FieldDetail } from '@/domain/errors';
import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import type { Audience } from '@/prisma/generated/enums';
import { loadFacts } from './facts/load-facts';
import { valuesOf, withWords } from './facts/values-of';
import { BODY_CHARS, SUBJECT_CHARS } from './schema';
import { fillTemplate, whyUnknown } from './variables/rules';
import { type Values, type VariableName, variable } from './variables/schema';

type Written = { audience: Audience; subject: string; body: string; variables: Values };

export type FilledUpdate = {
  subject: string;
  body: string;
  missing: VariableName[];
  unknown: string[];
  offered: Values;
};

/** A message with its variables filled in from the incident as it is now, and from what people said. */
export async function fillUpdate(tx: Tx, incident: Incident, written: Written, now: Date): Promise<FilledUpdate> {
  const offered = valuesOf(await loadFacts(tx, incident), written.audience, now);
  const values = withWords(offered, written.variables);
  const subject = fillTemplate(written.subject, values, 'plain');
  const body = fillTemplate(written.body, values, 'markdown');
  const both = <T>(a: T[], b: T[]) => [...new Set([...a, ...b])];
  return {
    subject: subject.text.slice(0, SUBJECT_CHARS),
    body: body.text,
    missing: both(subject.missing, body.missing),
    unknown: both(subject.unknown, body.unknown),
    offered,
  };
}

/** What keeps a message from being sent, a detail each. */
export function problemsOf({ missing, unknown, body }: Pick<FilledUpdate, 'missing' | 'unknown' | 'body'>): FieldDetail[] {
  return [
    ...unknown.map((name) => ({ field: 'body', message: whyUnknown(name) })),
    ...missing.map((name) => ({ field: `variables.${name}`, message: `is not known yet: say what stands for ${variable(name).label}` })),
    ...(body.length > BODY_CHARS
      ? [{ field: 'body', message: `is ${body.length} characters long when filled in, at most ${BODY_CHARS} can be sent` }]
      : []),
  ];
}

/** Refuses what is not complete, naming every missing and unknown variable. */
export function requireComplete(filled: FilledUpdate): void {
  const details = problemsOf(filled);
  if (details.length === 0) return;
  throw new DomainError('invalid', `Nothing was sent. ${details.map(({ field, message }) => `${field} ${message}`).join('; ')}.`, details);
}
