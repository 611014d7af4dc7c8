'use client';
import { useSyncExternalStore } from 'react';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { Time } from './time';

const never = () => () => {};

type ShownOnceProps = { label: string; secret: string; expiresAt?: string; children: string; onClose: () => void };

/** A secret that can be seen now and never again, ready to copy. A path is shown as a whole address. */
export function ShownOnce({ label, secret, expiresAt, children, onClose }: ShownOnceProps) {
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
  const shown = secret.startsWith('/') ? origin + secret : secret;
  return (
    <div className="grid gap-3 p-4">
      <p>{children}</p>
      <div className="flex items-start gap-2 rounded-md border border-line bg-sunken p-2">
        <output aria-label={label} className="min-w-0 flex-1 self-center font-mono text-sm break-all select-all">
          {shown}
        </output>
        <CopyButton text={shown} label={`Copy ${label.toLowerCase()}`} />
      </div>
      <p className="text-sm text-ink-3">
        It is not shown again.
        {expiresAt && (
          <>
            {' '}
            It stops working <Time at={expiresAt} />.
          </>
        )}
      </p>
      <div>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
