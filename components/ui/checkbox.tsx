import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

/** A box with its sentence; the whole line can be pressed. */
export function Checkbox({ label, className, ...rest }: Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode }) {
  return (
    <label className={cx('flex items-start gap-2 touch:min-h-10 touch:items-center', className)}>
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 touch:mt-0 touch:size-5" {...rest} />
      <span>{label}</span>
    </label>
  );
}
