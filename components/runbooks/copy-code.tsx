'use client';
import { useEffect } from 'react';
import { copyText, DONE_MS, REFUSED } from '@/components/ui/copy-button';
import { toast } from '@/components/ui/toast';

function name(button: HTMLButtonElement, label: string, done: boolean): void {
  button.ariaLabel = label;
  button.title = label;
  button.toggleAttribute('data-done', done);
}

function copyBeside(button: HTMLButtonElement): void {
  copyText(button.previousElementSibling?.textContent ?? '').then(
    () => {
      name(button, 'Copied', true);
      setTimeout(() => name(button, 'Copy code', false), DONE_MS);
    },
    () => toast(REFUSED),
  );
}

/** Makes the buttons of the page's code frames copy; the frames themselves are written once, not drawn by the browser. */
export function CopyCode() {
  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      const button = target instanceof Element ? target.closest<HTMLButtonElement>('.code-frame > button') : null;
      if (button) copyBeside(button);
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, []);
  return null;
}
