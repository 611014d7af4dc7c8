import { createHash, randomUUID } from 'node:crypto';
import type { Context } from '@/domain/context';
import { acknowledgeIncident } from '@/domain/incidents/acknowledge-incident';
import { addNote } from '@/domain/incidents/add-note';
import { changeStatus } from '@/domain/incidents/change-status';
import { declareIncident } from '@/domain/incidents/declare-incident';
import { assignRole } from '@/domain/incidents/people/assign-role';
import { recordEvent } from '@/domain/incidents/record-event';
import { addHypothesis } from '@/domain/investigation/add-hypothesis';
import { decideHypothesis } from '@/domain/investigation/decide-hypothesis';
import { resolveWithReview } from '@/domain/reviews/resolve-with-review';
import type { Meeting } from '@/domain/reviews/schema';
import { db } from '@/lib/db';
import type { Effect, Verdict } from '@/prisma/generated/enums';

type Ran = { block: string; effect?: Effect; verdict: Verdict; output?: string };

const sha = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** A run as the engine leaves it, with its event, some seconds after the one before. */
async function ran(ctx: Context, number: number, { block, effect = 'read', verdict, output = '' }: Ran, second: number): Promise<string> {
  const incident = await db().incident.findUniqueOrThrow({ where: { number } });
  const id = randomUUID();
  const at = (offset: number) => new Date(incident.declaredAt.getTime() + second * 1_000 + offset);
  const facts = { runbook: 'oatie/reports', title: `Block ${block}`, kind: 'sql', effect, target: 'oatie-db', environment: 'local' };
  const state = verdict === 'fail' ? ('failed' as const) : ('passed' as const);
  await db().run.create({
    data: {
      ...{ id, runbook: facts.runbook, blockId: block, blockTitle: facts.title, kind: facts.kind, effect, target: facts.target },
      ...{ environment: facts.environment, contentHash: 'x', block: {}, inputs: {}, incidentId: incident.id },
      ...{ requestedByKind: 'user', requestedById: ctx.actor.id, requestedByName: ctx.actor.name, state, verdict },
      ...{ queuedAt: at(0), startedAt: at(0), endedAt: at(500), outputHead: output, outputBytes: output.length, outputSha256: sha(output) },
      outputStreams: [[0, 'stdout']],
      reason: verdict === 'fail' ? '97 of 100 connections' : null,
    },
  });
  await db().$transaction((tx) =>
    recordEvent(tx, ctx, incident.id, {
      type: 'run_ended',
      data: { run: id, ...facts, block, state, verdict, reason: null, durationMs: 500, outputSha256: sha(output) },
    }),
  );
  return id;
}

export type Reviewed = { number: number; failing: string; fix: string; again: string; output: string };

/** A P1 that was worked on as people do, and resolved: a diagnostic that failed, a hypothesis that it confirmed, a fix that helped. */
export async function reviewedIncident(
  ctx: Context,
  facts: { review?: Meeting; title?: string; restricted?: boolean } = {},
): Promise<Reviewed> {
  const { review, title = 'Report generation fails', restricted } = facts;
  const { number } = await declareIncident(ctx, {
    title,
    severity: 'P1',
    service: 'oatie-reports',
    impact: 'No *reports* since noon.',
    ...(restricted ? { restricted } : {}),
  });
  await acknowledgeIncident(ctx, { number });
  await assignRole(ctx, { number, role: 'commander', brief: false });
  const output = 'pid  state\n87   idle in transaction\n3    active\n';
  const failing = await ran(ctx, number, { block: 'connections', verdict: 'fail', output }, 10);
  const { id: hypothesis } = await addHypothesis(ctx, {
    number,
    statement: 'A leak holds the pool.',
  });
  await decideHypothesis(ctx, { hypothesis, outcome: 'confirmed', run: failing });
  await addNote(ctx, { number, body: 'Ending what blocks.', decision: true });
  const fix = await ran(ctx, number, { block: 'end-idle', effect: 'mutating', verdict: 'ok' }, 20);
  const again = await ran(ctx, number, { block: 'connections', verdict: 'ok' }, 30);
  await changeStatus(ctx, { number, status: 'monitoring' });
  await resolveWithReview(ctx, {
    number,
    rootCause: 'A job kept its connection open.',
    resolution: 'Ended it and set a timeout.',
    prevention: 'Alert on idle in transaction.',
    ...(review ? { review } : {}),
  });
  return { number, failing, fix, again, output };
}
