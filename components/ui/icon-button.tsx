import type { ComponentProps } from 'react';
import { cx } from './cx';

/** A button that is only a picture; `label` is its name, and shows on hover. */
export function IconButton({ label, className, ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(
        'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-ink/8 hover:text-ink touch:size-10',
        'disabled:cursor-not-allowed disabled:opacity-50',
        className,
      )}
      {...rest}
    />
  );
}
