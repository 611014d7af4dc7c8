import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <Page>
      <PageHeader title="Incidents" />
      <div className="grid gap-2 pb-3">
        <Skeleton className="h-6 w-full max-w-xl" />
        <Skeleton className="h-8 w-full max-w-2xl" />
      </div>
      <SkeletonRows rows={10} label="Incidents are loading" />
    </Page>
  );
}
