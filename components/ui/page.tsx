import type { ReactNode } from 'react';
import { cx } from './cx';

/** The measure of an ordinary page, with room at its foot. */
export function Page({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx('mx-auto w-full max-w-6xl px-4 pb-16', className)}>{children}</div>;
}
