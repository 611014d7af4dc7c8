import { cx } from './cx';

/** Stands where something will be, in its size: `<Skeleton className="h-5 w-40" />`. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={cx('skeleton', className)} />;
}

/** A list on its way: as many lines as are expected, and one sentence for those who cannot see them. */
export function SkeletonRows({ rows, label = 'Loading' }: { rows: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="divide-y divide-line border-y border-line">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
        <div key={row} className="flex h-10 items-center gap-4">
          <Skeleton className="h-3 w-8" />
          <Skeleton className={cx('h-3', row % 3 === 0 ? 'w-2/5' : row % 3 === 1 ? 'w-1/3' : 'w-1/2')} />
        </div>
      ))}
    </div>
  );
}
