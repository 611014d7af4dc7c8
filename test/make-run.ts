import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db';
import type { RunState, Verdict } from '@/prisma/generated/enums';

type Facts = { runbook: string; block: string; state?: RunState; verdict?: Verdict | null; follows?: 'verify' | null };

/** A read-only run of a block, in an incident or in none, as it stands once it has come to something; gives its id. */
export async function makeRun(
  number: number | null,
  { runbook, block, state = 'passed', verdict = 'ok', follows = null }: Facts,
): Promise<string> {
  const incident = number === null ? null : await db().incident.findUniqueOrThrow({ where: { number }, select: { id: true } });
  const id = randomUUID();
  const ended = state !== 'running' && state !== 'queued';
  await db().run.create({
    data: {
      ...{
        id,
        runbook,
        blockId: block,
        blockTitle: `Block ${block}`,
        kind: 'sql',
        effect: 'read',
        target: 'oatie-db',
        environment: 'local',
      },
      ...{ contentHash: 'x', block: {}, inputs: {}, incidentId: incident?.id ?? null, requestedByKind: 'user', requestedByName: 'Ana' },
      ...{ state, verdict: ended ? verdict : null, follows, startedAt: new Date(), endedAt: ended ? new Date() : null },
    },
  });
  return id;
}
