'use client';
import { useState } from 'react';
import { cx } from '@/components/ui/cx';
import { SeverityMark } from '@/components/ui/severity-mark';
import { type Assessment, proposedSeverity } from '@/domain/incidents/rules';
import type { Severity } from '@/prisma/generated/enums';
import type { SeverityMeaning } from './severity-choice';

const QUESTIONS = {
  stake: {
    asks: 'What is at stake?',
    answers: {
      harm: 'Data is being lost, or someone may have broken in',
      work: 'People cannot do what they came for',
      nuisance: 'It is slow or looks wrong, but it works',
    },
  },
  reach: { asks: 'Who notices?', answers: { everyone: 'Everyone', many: 'Many', few: 'A few' } },
  wayAround: { asks: 'Is there a way around it?', answers: { yes: 'Yes', no: 'No' } },
} as const;
type Question = keyof typeof QUESTIONS;
type Answers = Partial<Record<Question, string>>;

/** What the answers so far propose; harm and nuisance need no further question. */
function proposed({ stake, reach, wayAround }: Answers): Severity | undefined {
  if (!stake || (stake === 'work' && !(reach && wayAround))) return undefined;
  return proposedSeverity({ stake, reach: reach ?? 'few', wayAround: wayAround === 'yes' } as Assessment);
}

type SeverityQuestionsProps = { meanings: SeverityMeaning[]; onPropose: (severity: Severity) => void };

/** A first assessment for whoever is not sure: up to three plain questions, and the severity that follows. */
export function SeverityQuestions({ meanings, onPropose }: SeverityQuestionsProps) {
  const [answers, setAnswers] = useState<Answers>({});
  const severity = proposed(answers);
  const meaning = meanings.find((one) => one.severity === severity);
  const answer = (question: Question, given: string) => {
    const now = { ...answers, [question]: given };
    setAnswers(now);
    const follows = proposed(now);
    if (follows) onPropose(follows);
  };
  const asked: Question[] = answers.stake === 'work' ? ['stake', 'reach', 'wayAround'] : ['stake'];
  return (
    <details>
      <summary className="link w-fit cursor-pointer text-sm text-ink-2">Not sure? Answer a few questions</summary>
      <div className="mt-2 grid gap-3 border-l-2 border-line pl-3">
        {asked.map((question) => (
          <fieldset key={question} className="grid gap-1">
            <legend className="mb-1 text-sm font-medium">{QUESTIONS[question].asks}</legend>
            <div className={cx('flex flex-wrap gap-x-4 gap-y-1', question === 'stake' && 'flex-col')}>
              {Object.entries(QUESTIONS[question].answers).map(([value, words]) => (
                <label key={value} className="flex items-baseline gap-2 touch:min-h-10 touch:items-center">
                  <input
                    type="radio"
                    name={`assessed-${question}`}
                    value={value}
                    checked={answers[question] === value}
                    onChange={() => answer(question, value)}
                  />
                  {words}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        <p role="status" className="text-ink-2">
          {severity && (
            <>
              This is a <SeverityMark severity={severity} />: {meaning?.definition} It is chosen above; change it if you know better.
            </>
          )}
        </p>
      </div>
    </details>
  );
}
