'use client';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { KEY_HELP } from './keys';

/** The keys, in a dialog. */
export default function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="px-4 pt-2 pb-4">
        {KEY_HELP.map(({ keys, says }) => (
          <div key={says} className="flex items-center justify-between gap-4 border-t border-line py-1.5">
            <dt className="order-2 flex gap-1 whitespace-nowrap">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
