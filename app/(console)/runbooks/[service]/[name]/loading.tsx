import { Skeleton } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <div
      role="status"
      aria-label="Loading the runbook"
      className="mx-auto grid w-full max-w-[92rem] gap-x-10 px-4 pt-6 wide:grid-cols-[13rem_minmax(0,1fr)]"
    >
      <div className="grid max-w-[70ch] gap-4 wide:col-start-2">
        <Skeleton className="h-7 w-2/3" />
        <Skeleton className="h-5 w-full" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="mt-6 h-32 w-full" />
        <Skeleton className="h-32 w-full" />
      </div>
    </div>
  );
}
