'use client';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { Field } from '@/components/ui/field';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Textarea } from '@/components/ui/textarea';
import { chosenLines, outputLines } from '@/domain/reviews/quotes/rules';

/** More is not read in a dialog; its lines can still be quoted by their numbers. */
const MOST_CHARS = 200_000;

const CHOOSE = 'Select in it what is quoted: whole lines are.';
const CUT = 'This is its beginning.';

type OutputToQuoteProps = { run: string; onChoose: (lines: { from: number; to: number }) => void };

/** What a run put out, to choose lines of by selecting in it. */
export function OutputToQuote({ run, onChoose }: OutputToQuoteProps) {
  const text = useOutput(run);
  const choose = ({ currentTarget: { value, selectionStart, selectionEnd } }: SyntheticEvent<HTMLTextAreaElement>) => {
    const chosen = chosenLines(value, selectionStart, selectionEnd);
    if (chosen) onChoose(chosen);
  };
  if (text === undefined) return <SkeletonRows rows={3} />;
  if (text === null) return <p className="text-fail">The output could not be read. Give the lines by their numbers.</p>;
  if (text === '') return <p className="text-ink-3">This run put out nothing.</p>;
  return (
    <Field label="Output" hint={text.length > MOST_CHARS ? `${CHOOSE} ${CUT}` : CHOOSE}>
      {(control) => (
        <Textarea
          {...control}
          readOnly
          wrap="off"
          rows={8}
          value={text.slice(0, MOST_CHARS)}
          onSelect={choose}
          className="max-h-56 overflow-auto font-mono text-sm whitespace-pre"
        />
      )}
    </Field>
  );
}

/** The lines of a run's output as they are counted; undefined until they are here, null where they cannot be read. */
function useOutput(run: string): string | null | undefined {
  const [read, setRead] = useState<{ run: string; text: string | null }>();
  useEffect(() => {
    let superseded = false;
    const show = (text: string | null) => superseded || setRead({ run, text });
    fetch(`/api/v1/runs/${run}`)
      .then(async (answer) => {
        if (!answer.ok) return show(null);
        const { output, truncated }: { output: string; truncated: boolean } = await answer.json();
        show(outputLines({ head: output, truncated, switches: [] }, 'output').join('\n'));
      })
      .catch(() => show(null));
    return () => {
      superseded = true;
    };
  }, [run]);
  return read?.run === run ? read.text : undefined;
}
