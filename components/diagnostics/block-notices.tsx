'use client';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import type { Offer } from './run-desk';
import { useBlock, useDesk, useFromDesk } from './run-desk-provider';
import { mayPress } from './use-run';

/** Why the block cannot run now, or why its last press was refused, and what to do. */
export function BlockNotices({ offer }: { offer: Offer }) {
  const router = useRouter();
  const { error } = useBlock(offer.id);
  const { rights, incident } = useDesk().settings;
  const missing = useFromDesk((desk) =>
    desk
      .missing(offer.id)
      .map(({ name, from }) => (from ? `${name} from “${from}”` : name))
      .join(', '),
  );
  return (
    <>
      {missing && <p className="pb-2 text-sm text-ink-2">Needs {missing}. Run that first.</p>}
      {!mayPress(rights, offer.effect) && <p className="pb-2 text-sm text-ink-2">{whyNot(offer.effect, incident !== undefined)}</p>}
      {error && (
        <div role="alert" className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 border-l-2 border-fail pl-3">
          <p className="min-w-0">
            <span className="font-medium text-fail">Did not start. </span>
            {error.message}
          </p>
          {error.code === 'conflict' && (
            <Button size="sm" onClick={() => router.refresh()}>
              Show what is current
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function whyNot(effect: Offer['effect'], inIncident: boolean): string {
  if (effect === 'read') return 'You may read this. To run it you need the role responder: ask an admin.';
  if (effect === 'mutating')
    return inIncident
      ? 'To change something you need the role responder or commander: ask an admin.'
      : 'Responders change things inside an open incident; commanders anywhere. Declare one, and run it there.';
  return inIncident
    ? 'To request something destructive you need the role responder or commander: ask an admin.'
    : 'Something destructive runs only inside an open incident. Declare one, and run it there.';
}
