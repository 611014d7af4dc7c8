import type { Context } from '@/domain/context';
import { consoleAddress } from '@/lib/console-address';
import type { Tx } from '@/lib/db';
import { plain } from '@/lib/markdown/plain';
import type { Incident } from '@/prisma/generated/client';
import { APPROVAL_MINUTES } from './rules';
import { tellSecondPersons } from './tell-second-persons';

type AskedFor = {
  approval: string;
  incident: Incident;
  runbook: string;
  blockTitle: string;
  target: string;
  reason: string;
};

/** Tells those who may decide it that an approval was asked for, and where they decide it. */
export async function tellApprovalAsked(tx: Tx, ctx: Context, { approval, incident, ...facts }: AskedFor): Promise<void> {
  const { runbook, blockTitle, target, reason } = facts;
  await tellSecondPersons(tx, ctx, {
    incident,
    key: `approval:${approval}`,
    subject: `[${incident.severity}] #${incident.number}: ${ctx.actor.name} asks for approval of ${blockTitle}`,
    body: [
      `${plain(ctx.actor.name)} asks to run **${plain(blockTitle)}** on ${plain(target)}, which destroys something.`,
      `Why: ${plain(reason)}`,
      `Incident: ${plain(incident.title)}`,
      `Approve or reject it within ${APPROVAL_MINUTES} minutes: <${consoleAddress(`/incidents/${incident.number}?runbook=${runbook}#runbook`)}>`,
    ].join('\n\n'),
  });
}
