import { ShownOnce } from '@/components/ui/shown-once';

/** The signing key of a webhook, the one time it can be seen. */
export function ShownKey({ signingKey, onClose }: { signingKey: string; onClose: () => void }) {
  return (
    <ShownOnce label="Signing key" secret={signingKey} onClose={onClose}>
      Give this key to the receiver: with it, a library of Standard Webhooks verifies that a message is ours.
    </ShownOnce>
  );
}
