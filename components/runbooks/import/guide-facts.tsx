import { Disclosure } from '@/components/ui/disclosure';
import type { GuideReview } from '@/domain/runbooks/import/review-guide';

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** What a guide holds, what was repaired in it, and which targets its blocks wait for. */
export function GuideFacts({ review, asReference }: { review: GuideReview; asReference: ReadonlySet<string> }) {
  const { source, headings, total, notes, targets, findings, blocks } = review;
  const parts = blocks.flatMap((block) => block.parts);
  const runnable = parts.filter(({ outcome, id }) => outcome === 'runnable' && !asReference.has(id ?? '')).length;
  return (
    <>
      <h2 className="text-lg font-semibold wrap-anywhere">{source}</h2>
      <p className="text-ink-2">
        {counted(headings, 'heading')}, {counted(total.blocks, 'code block')}: {counted(runnable, 'command')} to run,{' '}
        {counted(total.trap, 'trap')}
        {findings.length > total.trap && `, ${counted(findings.length, 'finding')}`}
      </p>
      {notes.map((note) => (
        <p key={note} className="text-sm text-ink-3">
          {note}
        </p>
      ))}
      {targets.length > 0 && (
        <p className="text-sm text-ink-3">
          Runs once targets.yaml has{' '}
          {targets.map(({ name, kind, url }, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <span className="font-mono">{name}</span> ({url ?? kind})
            </span>
          ))}
          .
        </p>
      )}
      {findings.length > 0 && (
        <Disclosure summary={`${counted(findings.length, 'finding')} by line`}>
          <ul className="grid gap-1 pt-1 text-sm">
            {findings.map(({ line, rule, message, fix }) => (
              <li key={`${line} ${rule} ${message}`}>
                <span className="font-mono text-ink-3">
                  {line} {rule}
                </span>{' '}
                {message} <span className="text-ink-2">{fix}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}
