import { cx } from '@/components/ui/cx';
import { LockIcon } from '@/components/ui/icons';

/** Says that only those who take part, and admins, know of it. */
export function RestrictedMark({ className }: { className?: string }) {
  return (
    <span
      title="Only those who take part, and admins, know of it"
      className={cx('inline-flex items-center gap-1 whitespace-nowrap [&_svg]:size-[1em]', className)}
    >
      <LockIcon /> restricted
    </span>
  );
}
