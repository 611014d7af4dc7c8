import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { SeverityPolicy } from '@/prisma/generated/client';
import { lookAgain } from './look-again';
import type { ChangeSeverityPolicy } from './schema';

/** Says anew what a severity means and asks; open incidents go by it at once. Throws conflict when someone else did meanwhile. */
export async function changeSeverityPolicy(ctx: Context, input: z.output<typeof ChangeSeverityPolicy>): Promise<SeverityPolicy> {
  authorise(ctx, 'policy.manage');
  const { severity, version, ...facts } = input;
  return db().$transaction(async (tx) => {
    const before = await tx.severityPolicy.findUnique({ where: { severity } });
    if (!before) throw notFound(`The policy of ${severity}`);
    const { count } = await tx.severityPolicy.updateMany({ where: { severity, version }, data: { ...facts, version: version + 1 } });
    if (count === 0) throw conflict(`Someone changed the policy of ${severity} meanwhile. Reload the page, and change what is there now.`);
    await lookAgain(tx, [severity]);
    const data = { version: version + 1, ...changed(before, facts) };
    await recordAudit(tx, ctx, { action: 'severity_policy_changed', subjectType: 'severity_policy', subjectId: severity, data });
    return { ...before, ...facts, version: version + 1 };
  });
}

function changed<T extends object>(before: T, after: Partial<T>): Record<string, unknown> {
  const fields = (Object.keys(after) as (keyof T & string)[]).filter((field) => before[field] !== after[field]);
  return Object.fromEntries(fields.map((field) => [field, { from: before[field], to: after[field] }]));
}
