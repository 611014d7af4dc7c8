import type { ReactNode } from 'react';
import { SkeletonRows } from '@/components/ui/skeleton';

type PartProps = {
  title: string;
  note?: ReactNode;
  asked: { data: unknown; error: Error | null };
  rows: number;
  children: ReactNode;
};

/** A part of the investigation under its word; while it is on its way, as much room as it will take. */
export function Part({ title, note, asked, rows, children }: PartProps) {
  return (
    <section aria-label={title}>
      <h2 className="flex flex-wrap items-baseline gap-x-3 pb-1 font-medium">
        {title}
        {note && <span className="text-sm font-normal text-ink-3">{note}</span>}
      </h2>
      {asked.error && !asked.data ? (
        <p className="border-y border-line py-3 text-ink-2">It could not be read: {asked.error.message}</p>
      ) : asked.data ? (
        children
      ) : (
        <SkeletonRows rows={rows} label={`Loading: ${title}`} />
      )}
    </section>
  );
}
