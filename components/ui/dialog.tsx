'use client';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from './cx';
import { IconButton } from './icon-button';
import { CloseIcon } from './icons';

type DialogProps = { title: string; onClose: () => void; children: ReactNode; wide?: boolean; hideTitle?: boolean; className?: string };

/**
 * The platform's modal dialog: it holds the focus, closes on Escape and (unless it holds a form) on a press outside, and
 * gives the focus back. Mounted means open: `{open && <Dialog title="…" onClose={close}>…</Dialog>}`.
 */
export function Dialog({ title, onClose, children, wide = false, hideTitle = false, className }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    if (dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, select')?.focus();
    }
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // What is half written is not thrown away by a press beside it.
      onMouseDown={(event) => event.target === ref.current && !ref.current.querySelector('form') && onClose()}
      className={cx(
        'fixed inset-x-0 top-0 mx-auto mt-[min(8vh,4rem)] max-h-[calc(100dvh-min(16vh,8rem))] w-[calc(100vw-1rem)] overflow-hidden rounded-lg border border-line bg-surface p-0 shadow-over open:flex',
        wide ? 'max-w-3xl' : 'max-w-lg',
        className,
      )}
    >
      <div className="flex min-h-0 w-full flex-col">
        <div className={cx('flex items-center justify-between gap-4 px-4 pt-3', hideTitle && 'sr-only')}>
          <h2 id={titleId} className="text-md font-semibold">
            {title}
          </h2>
          <IconButton label="Close" onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </div>
        <div className="min-h-0 overflow-y-auto">{children}</div>
      </div>
    </dialog>
  );
}
