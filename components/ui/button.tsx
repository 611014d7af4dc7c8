import type { ComponentProps } from 'react';
import { cx } from './cx';

export type ButtonLook = 'primary' | 'plain' | 'quiet';
/** `bar` stands in a line of fixed height. */
export type ButtonSize = 'sm' | 'md' | 'bar';

const looks = {
  primary: 'border-ink bg-ink text-ground hover:opacity-85',
  plain: 'border-edge bg-surface text-ink hover:border-ink',
  quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-ink/8 hover:text-ink',
} satisfies Record<ButtonLook, string>;

const sizes = {
  sm: 'h-7 px-2 text-sm touch:h-10 touch:px-3',
  md: 'h-8 px-3 text-base touch:h-11 touch:px-4',
  bar: 'h-8 px-3 text-base touch:h-9',
} satisfies Record<ButtonSize, string>;

/** The classes of a button, for whatever must look like one. */
export const buttonClass = (look: ButtonLook = 'plain', size: ButtonSize = 'md', more?: string) =>
  cx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none',
    'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50',
    looks[look],
    sizes[size],
    more,
  );

type ButtonProps = ComponentProps<'button'> & { look?: ButtonLook; size?: ButtonSize; pending?: boolean };

/** While `pending` it keeps its place, its text and the focus, and does nothing. */
export function Button({ look, size, pending = false, className, type = 'button', onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      type={pending ? 'button' : type}
      className={buttonClass(look, size, className)}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? undefined : onClick}
      {...rest}
    >
      {children}
    </button>
  );
}
