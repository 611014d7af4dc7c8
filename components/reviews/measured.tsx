import { cx } from '@/components/ui/cx';
import { CLOCK_WORDS } from '@/domain/incidents/clocks/rules';
import { ROLE_WORDS } from '@/domain/incidents/people/rules';
import { countPromises } from '@/domain/reviews/document/rules';
import type { ReviewView } from '@/domain/reviews/get-review';
import { spanWords } from '@/domain/reviews/words/rules';

const MEASURES = [
  ['detectMs', 'Until declared'],
  ['acknowledgeMs', 'To acknowledge'],
  ['firstUpdateMs', 'To first update'],
  ['identifyMs', 'To identify'],
  ['mitigateMs', 'To mitigate'],
  ['resolveMs', 'To resolve'],
  ['durationMs', 'In all'],
] as const;

/** What was measured: times, clocks, promises, and who took part. */
export function Measured({ review }: { review: ReviewView }) {
  const { measured, clocks, promises, people } = review;
  const { kept: inTime, broken } = countPromises(promises);
  return (
    <section aria-labelledby="measured" className="text-sm">
      <h2 id="measured" className="font-medium">
        Measured
      </h2>
      <dl className="mt-1 grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 tabular-nums">
        {MEASURES.map(([name, says]) => (
          <Fact key={name} says={says} value={measured[name] === null ? '—' : spanWords(measured[name])} />
        ))}
        {clocks.map(({ clock, kept, missed }) => (
          <Fact
            key={clock}
            says={`Clock: ${CLOCK_WORDS[clock]}`}
            value={missed ? `${missed} missed${kept ? `, ${kept} kept` : ''}` : `${kept} kept`}
            bad={missed > 0}
          />
        ))}
        {promises.length > 0 && (
          <Fact says="Promises" value={broken ? `${broken} broken, ${inTime} kept` : `${inTime} kept`} bad={broken > 0} />
        )}
      </dl>
      {people.length > 0 && (
        <>
          <h3 className="mt-4 text-ink-3">Who took part</h3>
          <ul>
            {people.slice(0, 12).map(({ name, roles }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
              <li key={index} className="flex justify-between gap-4">
                <span className="min-w-0 truncate">{name}</span>
                <span className="text-ink-3">{[...new Set(roles.map(({ role }) => ROLE_WORDS[role]))].join(', ')}</span>
              </li>
            ))}
          </ul>
          {people.length > 12 && <p className="text-ink-3">and {people.length - 12} more</p>}
        </>
      )}
    </section>
  );
}

function Fact({ says, value, bad = false }: { says: string; value: string; bad?: boolean }) {
  return (
    <>
      <dt className="text-ink-3">{says}</dt>
      <dd className={cx('text-right', bad && 'font-medium text-fail')}>
        {bad && <span aria-hidden="true">✕ </span>}
        {value}
      </dd>
    </>
  );
}
