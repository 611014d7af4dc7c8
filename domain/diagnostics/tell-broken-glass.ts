import type { Context } from '@/domain/context';
import { consoleAddress } from '@/lib/console-address';
import type { Tx } from '@/lib/db';
import { plain } from '@/lib/markdown/plain';
import type { Incident } from '@/prisma/generated/client';
import type { Offer } from './offered-block';
import { tellSecondPersons } from './tell-second-persons';

type Broken = {
  run: string;
  incident: Pick<Incident, 'id' | 'number' | 'severity' | 'title' | 'restricted'>;
  offer: Offer;
  reason: string;
};

/** Tells everyone who could have been asked that the glass was broken, and whoever has a role in the incident. */
export async function tellBrokenGlass(tx: Tx, ctx: Context, { run, incident, offer, reason }: Broken): Promise<void> {
  const { block, target } = offer;
  await tellSecondPersons(tx, ctx, {
    incident,
    rolesToo: true,
    key: `glass:${run}`,
    subject: `[${incident.severity}] #${incident.number}: ${ctx.actor.name} broke the glass for ${block.title}`,
    body: [
      `${plain(ctx.actor.name)} runs **${plain(block.title)}** on ${plain(target.name)}, which destroys something, and nobody approved it.`,
      `Why it could not wait: ${plain(reason)}`,
      `Incident: ${plain(incident.title)}`,
      `This run: ${consoleAddress(`/runs/${run}`)}`,
      `War room: ${consoleAddress(`/incidents/${incident.number}`)}`,
    ].join('\n\n'),
  });
}
