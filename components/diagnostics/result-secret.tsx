'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import type { SecretData } from '@/domain/diagnostics/kinds/secret';
import { makeSecret } from './make-secret';
import type { ResultProps } from './result-values';

/** Makes a secret in this browser and shows it until the page is left; it is sent nowhere. */
export function SecretResult({ data }: ResultProps) {
  const [made, setMade] = useState<string>();
  const { format, bytes, entropyBits } = data as Partial<SecretData>;
  if (!format || !bytes) return null;
  if (made === undefined)
    return (
      <p className="flex flex-wrap items-center gap-3">
        <Button size="sm" onClick={() => setMade(makeSecret({ format, bytes }))}>
          Make the secret
        </Button>
        <span className="text-sm text-ink-2">
          {entropyBits} bits in {format}, made in this browser and sent nowhere.
        </span>
      </p>
    );
  return (
    <div className="grid gap-2 rounded-md border border-line p-3">
      <div className="flex items-start gap-2">
        <output aria-label="The secret" className="min-w-0 flex-1 self-center font-mono text-sm break-all select-all">
          {made}
        </output>
        <CopyButton text={made} label="Copy the secret" />
      </div>
      <p className="text-sm text-ink-3">It is shown only now, and kept nowhere: put it where it belongs before you leave this page.</p>
    </div>
  );
}
