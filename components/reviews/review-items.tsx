'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { SkeletonRows } from '@/components/ui/skeleton';

const ItemsSection = lazy(() => import('@/components/action-items/items-section'));

/** What will be different, and who sees to it. */
export function ReviewItems({ number, mayEdit }: { number: number; mayEdit: boolean }) {
  const [cache] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={cache}>
      <Suspense fallback={<SkeletonRows rows={2} />}>
        <ItemsSection number={number} mayEdit={mayEdit} large />
      </Suspense>
    </QueryClientProvider>
  );
}
