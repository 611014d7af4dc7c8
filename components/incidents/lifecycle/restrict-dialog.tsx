'use client';
import { changeRestriction } from '@/actions/incidents';
import { useAction } from '@/components/ui/use-action';
import { ReasonDialog } from './reason-dialog';

/** Restricts it to those who take part, or opens it again, and why. */
export default function RestrictDialog({ number, restricted, onClose }: { number: number; restricted: boolean; onClose: () => void }) {
  const { run, pending, fieldError, message } = useAction(changeRestriction, ['reason']);
  return (
    <ReasonDialog
      title={restricted ? `Open #${number} to everyone` : `Restrict #${number}`}
      says={
        restricted
          ? 'Everyone who can sign in will find it, with all that was written and run so far.'
          : 'Only those who take part, and admins, will know that it exists. Whoever else is looking is cut off at once.'
      }
      button={restricted ? 'Open to everyone' : 'Restrict incident'}
      pending={pending}
      error={fieldError('reason')}
      message={message}
      onReason={async (reason) => (await run({ number, restricted: !restricted, reason })) && onClose()}
      onClose={onClose}
    />
  );
}
