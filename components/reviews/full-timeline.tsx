'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { addMoment } from '@/actions/reviews';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import { newDay } from '@/domain/reviews/document/rules';
import type { DocumentMoment } from '@/domain/reviews/document/schema';
import type { EventLine, EventPage } from '@/domain/reviews/list-review-timeline';
import { utcClock, utcDay } from '@/domain/reviews/words/rules';

const PAUSE_MS = 150;

type FullTimelineProps = { number: number; chosen: readonly DocumentMoment[]; mayEdit: boolean };

/** Everything that was recorded, to take moments from by a press or by Enter. */
export default function FullTimeline({ number, chosen, mayEdit }: FullTimelineProps) {
  const [words, setWords] = useState('');
  const { page, more, failed } = useEvents(number, words);
  useEffect(() => {
    if (page && /^#e\d+$/.test(location.hash)) document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: 'center' });
  }, [page]);
  const taken = new Set(chosen.flatMap(({ event }) => (event ? [`${event.incident} ${event.seq}`] : [])));
  return (
    <section aria-label="Full timeline" className="min-w-0">
      <div className="flex items-center gap-3">
        <Input
          aria-label="Find in the full timeline"
          placeholder="Find"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          data-key="f"
        />
        <span className="text-sm whitespace-nowrap text-ink-3">{page && `${page.total} events`}</span>
      </div>
      {failed && <p className="text-fail">The timeline could not be read. Reload the page.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ol data-list="apart" aria-label="All events" tabIndex={0} className="mt-2 max-h-[70vh] overflow-y-auto">
        {page?.items.map((line, index) => (
          <EventRow
            key={`${line.incident} ${line.seq}`}
            number={number}
            line={line}
            sayDay={newDay(page.items[index - 1], line)}
            taken={taken.has(`${line.incident} ${line.seq}`)}
            mayEdit={mayEdit}
          />
        ))}
      </ol>
      {page?.total === 0 && <p className="text-ink-3">{words ? 'No event holds these words.' : 'Nothing was recorded.'}</p>}
      {page?.nextCursor && (
        <Button size="sm" onClick={more}>
          More
        </Button>
      )}
    </section>
  );
}

type EventRowProps = { number: number; line: EventLine; sayDay: boolean; taken: boolean; mayEdit: boolean };

function EventRow({ number, line, sayDay, taken, mayEdit }: EventRowProps) {
  const router = useRouter();
  const { run, pending, message } = useAction(addMoment);
  const { incident, seq, at, says } = line;
  const take = () => run({ number, event: { incident, seq } }).then((done) => done && router.refresh());
  return (
    <li
      id={`e${seq}`}
      className="grid target:bg-ink/8 grid-cols-[6rem_minmax(0,1fr)_auto] items-baseline gap-x-3 py-0.5 text-sm hover:bg-ink/4"
    >
      <time dateTime={at} title={`${utcDay(at)} ${utcClock(at)} UTC`} className="text-ink-3 tabular-nums">
        {sayDay && <span className="block text-xs">{utcDay(at)}</span>}
        {utcClock(at)} UTC
      </time>
      <span className="min-w-0 wrap-anywhere">
        {says}
        {message && <FormError message={message} />}
      </span>
      {mayEdit &&
        (taken ? (
          <span className="px-2 text-ink-3">taken</span>
        ) : (
          <Button look="quiet" size="sm" data-item pending={pending} aria-label={`Take ${utcClock(at)} ${says}`} onClick={take}>
            Take
          </Button>
        ))}
    </li>
  );
}

/** The events that hold these words, page after page. */
function useEvents(number: number, words: string) {
  const [page, setPage] = useState<EventPage>();
  const [failed, setFailed] = useState(false);
  const read = async (after: string): Promise<EventPage> => {
    const answer = await fetch(`/api/v1/incidents/${number}/review/timeline?after=${after}&q=${encodeURIComponent(words)}`);
    if (!answer.ok) throw new Error(`the timeline answered ${answer.status}`);
    return answer.json();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: read is of number and words
  useEffect(() => {
    let superseded = false;
    const show = (next: EventPage) => superseded || setPage(next);
    const timer = setTimeout(() => read('0').then(show, () => setFailed(true)), words ? PAUSE_MS : 0);
    return () => {
      superseded = true;
      clearTimeout(timer);
    };
  }, [number, words]);
  const more = async () => {
    if (!page?.nextCursor) return;
    const next = await read(page.nextCursor).catch(() => null);
    if (next) setPage({ ...next, items: [...page.items, ...next.items] });
    else setFailed(true);
  };
  return { page, more, failed };
}
