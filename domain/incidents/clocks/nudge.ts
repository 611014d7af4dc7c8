import type { NewDelivery } from '@/domain/deliveries/queue-delivery';
import { consoleAddress } from '@/lib/console-address';
import type { Tx } from '@/lib/db';
import { plain } from '@/lib/markdown/plain';
import type { Incident } from '@/prisma/generated/client';
import { waysToLead } from '../people/ways-to-lead';
import type { Crossing } from './crossings';
import { CLOCK_WORDS } from './rules';

const MINUTE_MS = 60_000;
/** The messages for these crossings, to whoever leads, and where nobody can be reached so to the team's channels. */
export async function nudges(tx: Tx, incident: Incident, crossings: readonly Crossing[], now: Date): Promise<NewDelivery[]> {
  const { ways } = await waysToLead(tx, incident);
  return ways.flatMap((way) =>
    crossings.map((crossing) => ({
      ...way,
      subject: `#${incident.number} ${incident.severity}: ${sentence(crossing, now)}`,
      body: [sentence(crossing, now), plain(incident.title), `<${consoleAddress(`/incidents/${incident.number}`)}>`].join('\n\n'),
      dedupKey: ['clock', incident.id, crossing.data.clock, crossing.data.dueAt, crossing.type, way.channelId ?? '', way.recipient].join(
        ' ',
      ),
      incidentId: incident.id,
    })),
  );
}

function sentence({ type, data: { clock, dueAt } }: Crossing, now: Date): string {
  const name = CLOCK_WORDS[clock];
  const named = name.charAt(0).toUpperCase() + name.slice(1);
  if (type === 'clock_overdue') return `${named} is overdue.`;
  const minutes = Math.max(1, Math.round((Date.parse(dueAt) - now.getTime()) / MINUTE_MS));
  return `${named} is due in ${minutes} min.`;
}
