'use client';
import { changeRestriction } from '@/actions/incidents';
import { ReasonDialog } from '@/components/ui/reason-dialog';

/** Restricts it to those who take part, or opens it again, and why. */
export default function RestrictDialog({ number, restricted, onClose }: { number: number; restricted: boolean; onClose: () => void }) {
  return (
    <ReasonDialog
      title={restricted ? `Open #${number} to everyone` : `Restrict #${number}`}
      says={
        restricted
          ? 'Everyone who can sign in will find it, with all that was written and run so far.'
          : 'Only those who take part, and admins, will know that it exists. Whoever else is looking is cut off at once.'
      }
      button={restricted ? 'Open to everyone' : 'Restrict incident'}
      action={changeRestriction}
      input={(reason) => ({ number, restricted: !restricted, reason })}
      onClose={onClose}
    />
  );
}
