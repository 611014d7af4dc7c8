import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

/** Rows of facts. `caption` names it for screen readers; a wide one scrolls inside its own frame, reachable by keyboard. */
export function Table({
  caption,
  head,
  children,
  className,
}: {
  caption: string;
  head: ReactNode[];
  children: ReactNode;
  className?: string;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={caption} tabIndex={0} className="relative overflow-x-auto">
      <table className={cx('w-full border-collapse text-left', className)}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-sm text-ink-3">
            {head.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
              <th key={column} scope="col" className="py-1.5 pr-4 font-normal whitespace-nowrap">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={cx('border-b border-line hover:bg-ink/4', className)} {...rest} />;
}

/** `numeric` aligns figures at the right. */
export function Cell({ numeric = false, className, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return <td className={cx('py-1.5 pr-4 align-top', numeric && 'text-right', className)} {...rest} />;
}
