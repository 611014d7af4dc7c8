'use client';
import { useRouter } from 'next/navigation';
import { openReview } from '@/actions/reviews';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';

/** Opens the review, and shows it so. */
export function OpenReviewButton({ number }: { number: number }) {
  const { run, pending, message } = useAction(openReview);
  const router = useRouter();
  return (
    <>
      <FormError message={message} />
      <Button
        look="primary"
        pending={pending}
        data-command="Open the review"
        onClick={() => run({ number }).then((done) => done && router.refresh())}
      >
        Open the review
      </Button>
    </>
  );
}
