import type { ComponentProps } from 'react';
import { cx } from './cx';

/** The box of every text control. 16 px on touch, or phones zoom into it. */
export const controlClass = (more?: string) =>
  cx(
    'w-full min-w-0 rounded-md border border-edge bg-surface px-2.5 text-base text-ink touch:text-md',
    'hover:border-ink focus-visible:border-ink focus-visible:outline-1 focus-visible:outline-offset-0',
    'disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-fail aria-invalid:outline-fail',
    more,
  );

/** One line of text. */
export function Input({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  return <input type={type} className={controlClass(cx('h-8 touch:h-11', className))} {...rest} />;
}
