import type { ComponentProps } from 'react';
import { cx } from './cx';
import { controlClass } from './input';

/** The platform's own list: the quickest on a phone, and it works before scripts do. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select className={controlClass(cx('h-8 pr-1 touch:h-11', className))} {...rest} />;
}
