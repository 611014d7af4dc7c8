import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';

/** The signing key of a webhook, the one time it can be seen. */
export function ShownKey({ signingKey, onClose }: { signingKey: string; onClose: () => void }) {
  return (
    <div className="grid gap-3 p-4">
      <p>Give this key to the receiver: with it, a library of Standard Webhooks verifies that a message is ours. It is not shown again.</p>
      <div className="flex items-start gap-2 rounded-md border border-line bg-sunken p-2">
        <output aria-label="Signing key" className="min-w-0 flex-1 self-center font-mono text-sm break-all select-all">
          {signingKey}
        </output>
        <CopyButton text={signingKey} label="Copy signing key" />
      </div>
      <div>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
