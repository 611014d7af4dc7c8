'use client';
import { Button } from '@/components/ui/button';

/** A page that could not be drawn. The digest finds the reason in the server's log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div role="alert" className="mx-auto w-full max-w-5xl px-4 pt-16">
      <h1 className="text-xl font-semibold tracking-tight">This page could not be shown</h1>
      <p className="mt-1 mb-4 max-w-[60ch] text-ink-2">
        What was saved is not lost. Try again; if it stays, the server’s log says why
        {error.digest && (
          <>
            {' '}
            under <code className="font-mono">{error.digest}</code>
          </>
        )}
        .
      </p>
      <Button onClick={reset}>Try again</Button>
    </div>
  );
}
