import { Time } from '@/components/ui/time';
import { shownWhere } from '@/domain/comms/rules';
import type { UpdatePreview } from '@/domain/comms/schema';
import type { Audience } from '@/prisma/generated/enums';
import { AUDIENCE_NAMES } from './comms-labels';

/** Whom it will reach, and what it promises, before it is sent. */
export function PreviewFacts({ preview, audience }: { preview: UpdatePreview; audience: Audience }) {
  const { promise, recipients, channels } = preview;
  return (
    <ul className="grid gap-0.5 text-ink-2">
      <li>
        {recipients > 0
          ? `Goes to ${recipients} ${recipients === 1 ? 'recipient' : 'recipients'} by ${channels.join(', ')}.`
          : `No channel takes messages for ${AUDIENCE_NAMES[audience].toLowerCase()}: it will be ${shownWhere(audience)}.`}
      </li>
      {promise && (
        <li>
          Promises {promise.cadenceMinutes ? `an update every ${promise.cadenceMinutes} min, the next` : 'the next update'} by{' '}
          <Time at={promise.dueAt} form="clock" />.
        </li>
      )}
    </ul>
  );
}
