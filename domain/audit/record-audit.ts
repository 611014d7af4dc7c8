import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';

export type AuditFacts = { action: string; subjectType: string; subjectId: string; data?: Record<string, unknown> };

/**
 * Appends one entry to the audit chain, inside the caller's transaction. Call it last: its lock is held until the commit.
 */
export async function recordAudit(tx: Tx, ctx: Context, facts: AuditFacts): Promise<void> {
  const { actor } = ctx;
  await tx.$queryRaw`SELECT append_audit_entry(${facts.action}, ${facts.subjectType}, ${facts.subjectId}, ${actor.kind}::"ActorKind",
    ${actor.id}::uuid, ${actor.name}, ${JSON.stringify(facts.data ?? {})}::jsonb)::text`;
}
