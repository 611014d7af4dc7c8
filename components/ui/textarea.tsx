import type { ComponentProps } from 'react';
import { cx } from './cx';
import { controlClass } from './input';

/** Several lines; grows with what is written, from `rows` up. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      className={controlClass(cx('field-sizing-content max-h-72 py-1.5', rows > 1 ? 'min-h-16 resize-y' : 'resize-none', className))}
      {...rest}
    />
  );
}
