import { DomainError, type FieldDetail } from '@/domain/errors';
import { databaseNow } from '@/domain/incidents/clocks/database-now';
import type { Tx } from '@/lib/db';
import type { Incident, IncidentUpdate } from '@/prisma/generated/client';
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
  /** What stands in braces and is no variable, where it stands. */
  unknown: Record<'subject' | 'body', string[]>;
  offered: Values;
};

/** A message with its variables filled in from the incident as it is now, and from what people said. */
export async function fillUpdate(tx: Tx, incident: Incident, written: Written, now: Date): Promise<FilledUpdate> {
  const offered = valuesOf(await loadFacts(tx, incident), written.audience, now);
  const values = withWords(offered, written.variables);
  const subject = fillTemplate(written.subject, values, 'plain');
  const body = fillTemplate(written.body, values, 'markdown');
  return {
    subject: subject.text.slice(0, SUBJECT_CHARS),
    body: body.text,
    missing: [...new Set([...subject.missing, ...body.missing])],
    unknown: { subject: subject.unknown, body: body.unknown },
    offered,
  };
}

/** A draft as it would be sent now. */
export const fillDraft = async (tx: Tx, incident: Incident, draft: IncidentUpdate): Promise<FilledUpdate> =>
  fillUpdate(tx, incident, { ...draft, variables: draft.variables as Values }, await databaseNow(tx));

const PARTS = ['subject', 'body'] as const;

/** What keeps a message from being sent, a detail each. */
function problemsOf({ missing, unknown, body }: Pick<FilledUpdate, 'missing' | 'unknown' | 'body'>): FieldDetail[] {
  return [
    ...PARTS.flatMap((field) => unknown[field].map((name) => ({ field, message: whyUnknown(name) }))),
    ...missing.map((name) => ({ field: `variables.${name}`, message: 'is not known yet: say what stands for it' })),
    ...(body.length > BODY_CHARS
      ? [{ field: 'body', message: `is ${body.length} characters long when filled in, at most ${BODY_CHARS} can be sent` }]
      : []),
  ];
}

const NAMES: Readonly<Record<string, string>> = { subject: 'The subject', body: 'The message' };
const nameOf = (field: string) => NAMES[field] ?? variable(field.replace('variables.', '') as VariableName).label;

/** Refuses what is not complete, naming every missing and unknown variable; `what` was not done with it. */
export function requireComplete(filled: FilledUpdate, what: 'sent' | 'scheduled' | 'asked for'): void {
  const details = problemsOf(filled);
  if (details.length === 0) return;
  const said = details.map(({ field, message }) => `${nameOf(field)} ${message}`).join('; ');
  throw new DomainError('invalid', `Nothing was ${what}. ${said}.`, details);
}
