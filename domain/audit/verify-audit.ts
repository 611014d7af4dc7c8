import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';

/** Where a chain breaks, or how long it is when it holds. */
export type ChainReport = { entries: number; events: number; firstBroken: null | { chain: string; seq: number } };

type Row = { chain: string; seq: bigint };

/** Recomputes both hash chains, the audit's and every timeline's, and names the first broken row. Requires audit.read. */
export async function verifyAudit(ctx: Context): Promise<ChainReport> {
  authorise(ctx, 'audit.read');
  const [audit] = await db().$queryRaw<Row[]>`
    SELECT 'audit' AS chain, seq FROM (
      SELECT *, lag(hash, 1, '') OVER (ORDER BY seq) AS prev, row_number() OVER (ORDER BY seq) AS place FROM audit_entry) e
    WHERE seq <> place OR hash <> chain_hash(prev, seq::text, chain_instant(at), action, "subjectType", "subjectId", "actorKind"::text,
      "actorId"::text, "actorName", data::text)
    ORDER BY seq LIMIT 1`;
  const [timeline] = await db().$queryRaw<Row[]>`
    SELECT 'incident ' || number AS chain, seq FROM (
      SELECT t.*, i.number, lag(t.hash, 1, '') OVER w AS prev, row_number() OVER w AS place
      FROM timeline_event t JOIN incident i ON i.id = t."incidentId" WINDOW w AS (PARTITION BY t."incidentId" ORDER BY t.seq)) e
    WHERE seq <> place OR hash <> chain_hash(prev, "incidentId"::text, seq::text, type, chain_instant(at), "actorKind"::text, "actorId"::text,
      "actorName", data::text)
    ORDER BY number, seq LIMIT 1`;
  const [ends] = await db().$queryRaw<Row[]>`
    SELECT 'incident ' || number AS chain, "lastSeq"::bigint AS seq FROM incident i
    WHERE "lastSeq" > 0 AND NOT EXISTS (SELECT FROM timeline_event t WHERE t."incidentId" = i.id AND t.seq = i."lastSeq" AND t.hash = i."lastHash")
    ORDER BY number LIMIT 1`;
  const broken = audit ?? timeline ?? ends;
  return {
    entries: await db().auditEntry.count(),
    events: await db().timelineEvent.count(),
    firstBroken: broken ? { chain: broken.chain, seq: Number(broken.seq) } : null,
  };
}
