import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <div className="flex grow flex-col">
      <div className="grid gap-2 border-b border-line px-4 py-3">
        <Skeleton className="h-6 w-80 max-w-full" />
        <Skeleton className="h-4 w-96 max-w-full" />
      </div>
      <div className="grid grow px-4 pt-4 wide:grid-cols-[minmax(22rem,5fr)_minmax(0,8fr)] wide:gap-10">
        <SkeletonRows rows={6} label="The incident is loading" />
      </div>
    </div>
  );
}
