'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { assess, QUESTIONS } from '@/domain/incidents/severity/rules';
import type { Severity } from '@/prisma/generated/enums';

/** For whoever is not sure: a question at a time, and what the answers come to. */
export function AssessSeverity({ onAssessed }: { onAssessed: (severity: Severity) => void }) {
  const [answers, setAnswers] = useState<readonly boolean[]>([]);
  const come = assess(answers);
  const question = come ? undefined : QUESTIONS[answers.length];
  const answer = (yes: boolean) => {
    const more = [...answers, yes];
    setAnswers(more);
    const severity = assess(more);
    if (severity) onAssessed(severity);
  };
  return (
    <details className="text-sm">
      <summary className="link w-fit text-ink-2 hover:text-ink">Not sure? Answer a few questions</summary>
      <div aria-live="polite" className="mt-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-md bg-sunken px-2.5 py-2">
        {question ? (
          <>
            <p className="min-w-48 flex-1">{question.asks}</p>
            <span className="flex gap-2">
              <Button size="sm" onClick={() => answer(true)}>
                Yes
              </Button>
              <Button size="sm" onClick={() => answer(false)}>
                No
              </Button>
            </span>
          </>
        ) : (
          <>
            <p>That is {come}. It is chosen above.</p>
            <Button size="sm" onClick={() => setAnswers([])}>
              Again
            </Button>
          </>
        )}
      </div>
    </details>
  );
}
