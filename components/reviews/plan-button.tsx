'use client';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ReviewPlan } from './plan-dialog';

const PlanDialog = lazy(() => import('./plan-dialog'));

/** Opens what says who leads a review and when it is due. */
export function PlanButton({ number, plan }: { number: number; plan: ReviewPlan }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        look="quiet"
        size="sm"
        aria-label="Change who leads the review and when it is due"
        data-command="Change who leads the review"
        onClick={() => setAsking(true)}
      >
        Change
      </Button>
      <Suspense>{asking && <PlanDialog number={number} plan={plan} onClose={() => setAsking(false)} />}</Suspense>
    </>
  );
}
