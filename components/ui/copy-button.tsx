'use client';
import { useEffect, useState } from 'react';
import { IconButton } from './icon-button';
import { CopyIcon, DoneIcon } from './icons';
import { toast } from './toast';

export const DONE_MS = 1_500;
export const REFUSED = 'Your browser refused the clipboard. Select the text and copy it by hand.';

/** Copies `text` (or what it returns when pressed) and says so for a moment. */
export function CopyButton({ text, label = 'Copy', className }: { text: string | (() => string); label?: string; className?: string }) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), DONE_MS);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = () =>
    copyText(typeof text === 'string' ? text : text()).then(
      () => setDone(true),
      () => toast(REFUSED),
    );
  return (
    <IconButton label={done ? 'Copied' : label} onClick={copy} className={className}>
      {done ? <DoneIcon /> : <CopyIcon />}
    </IconButton>
  );
}

/** Browsers offer the clipboard on https and localhost alone; elsewhere the old way still works. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('refused');
}
