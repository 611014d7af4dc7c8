'use client';
import { useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { ChevronIcon } from '@/components/ui/icons';
import { Input } from '@/components/ui/input';
import { Menu } from '@/components/ui/menu';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { FILTERS, type FilterName, type TimelineView } from './timeline-filter';

type TimelineBarProps = {
  number: number;
  view: TimelineView;
  onChange: (part: Partial<TimelineView>) => void;
  /** To an event by its number. */
  onGo: (seq: number) => void;
  onEnd: () => void;
};

/** What of the timeline is shown, and where to go in it. */
export function TimelineBar({ number, view, onChange, onGo, onEnd }: TimelineBarProps) {
  return (
    <div className="flex shrink-0 items-center gap-2 border-b border-line px-4 py-1.5">
      <Select
        aria-label="Show in the timeline"
        value={view.show}
        onChange={(event) => onChange({ show: event.target.value as FilterName })}
        className="h-7! w-auto! shrink-0 text-sm max-sm:w-28! touch:h-10!"
      >
        {FILTERS.map(({ name, says }) => (
          <option key={name} value={name}>
            {says}
          </option>
        ))}
      </Select>
      <Input
        type="search"
        aria-label="Search in the timeline"
        placeholder="Find"
        data-key="f"
        value={view.find}
        maxLength={200}
        onChange={(event) => onChange({ find: event.target.value })}
        className="h-7! text-sm touch:h-10!"
      />
      <span className="hidden">
        {FILTERS.map(({ name, says }) => (
          <button key={name} type="button" data-command={`Timeline: ${says}`} data-unseen onClick={() => onChange({ show: name })}>
            {says}
          </button>
        ))}
        <button type="button" data-command="Timeline: newest event" data-key="t" data-unseen onClick={() => toNewest(onEnd)}>
          Newest event
        </button>
      </span>
      <Menu
        label={
          <>
            Go to <ChevronIcon />
          </>
        }
        align="right"
        className={buttonClass('quiet', 'sm')}
      >
        <GoToTime number={number} onGo={onGo} onEnd={onEnd} />
      </Menu>
    </div>
  );
}

/** Takes the reader to the last line, so that j and k go on from there. */
function toNewest(onEnd: () => void): void {
  onEnd();
  requestAnimationFrame(() => [...document.querySelectorAll<HTMLElement>('[data-list="apart"] [data-item]')].at(-1)?.focus());
}

/** The first event from a day or a time on, in the reader's own zone. */
function GoToTime({ number, onGo, onEnd }: Pick<TimelineBarProps, 'number' | 'onGo' | 'onEnd'>) {
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const go = async () => {
    const at = new Date(`${day || new Date().toLocaleDateString('sv')}T${time || '00:00'}`);
    if (Number.isNaN(at.getTime())) return toast('Say a day, or a time of today.');
    const seq = await firstFrom(number, at);
    if (seq === null) toast('The timeline could not be reached. Try again.');
    else if (seq === 0) onEnd();
    else onGo(seq);
  };
  return (
    <form
      className="grid w-56 gap-2 p-2"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Field label="Day">
        {(control) => <Input {...control} type="date" value={day} onChange={(event) => setDay(event.target.value)} />}
      </Field>
      <Field label="Time" optional>
        {(control) => <Input {...control} type="time" value={time} onChange={(event) => setTime(event.target.value)} />}
      </Field>
      <div className="flex gap-1">
        <Button type="submit" size="sm" look="primary">
          Go
        </Button>
        <Button size="sm" onClick={() => onGo(1)}>
          Beginning
        </Button>
        <Button size="sm" onClick={onEnd}>
          End
        </Button>
      </div>
    </form>
  );
}

/** The number of the first event at or after an instant; 0 when there is none, null when the console cannot be reached. */
async function firstFrom(number: number, at: Date): Promise<number | null> {
  const answer = await fetch(`/api/v1/incidents/${number}/timeline?limit=1&from=${at.toISOString()}`).catch(() => null);
  if (!answer?.ok) return null;
  const { items }: { items: TimelineItem[] } = await answer.json();
  return items[0]?.seq ?? 0;
}
