import Link from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonLook, type ButtonSize, buttonClass } from './button';

/** A link that stands among buttons. */
export function LinkButton({ look, size, className, ...rest }: ComponentProps<typeof Link> & { look?: ButtonLook; size?: ButtonSize }) {
  return <Link className={buttonClass(look, size, className)} {...rest} />;
}
