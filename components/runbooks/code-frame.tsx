'use client';
import { type ComponentProps, useRef } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { cx } from '@/components/ui/cx';

/** Code as it is written, never hidden; a long one scrolls in its frame. */
export function CodeFrame({ className, children, ...rest }: ComponentProps<'pre'>) {
  const code = useRef<HTMLPreElement>(null);
  return (
    <div className="group/code relative mt-3 mb-2 in-data-block:mt-0">
      <pre
        ref={code}
        {...rest}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className={cx('max-h-[40rem] overflow-auto rounded-md border border-line bg-sunken px-3 py-2 pr-10 font-mono text-sm', className)}
      >
        {children}
      </pre>
      <CopyButton label="Copy code" text={() => code.current?.textContent ?? ''} className="absolute top-1 right-1 bg-sunken" />
    </div>
  );
}
