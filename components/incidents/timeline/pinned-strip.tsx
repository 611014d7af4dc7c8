'use client';
import { plainLine } from '@/components/incidents/notes/note-blocks';
import { PinIcon } from '@/components/ui/icons';
import { Time } from '@/components/ui/time';
import type { PinnedEvent } from '@/domain/incidents/timeline/schema';
import { eventWords } from './event-line';

/** What is kept in view: one line a moment, each a way to its place. */
export function PinnedStrip({ pins, onGo }: { pins: readonly PinnedEvent[]; onGo: (seq: number) => void }) {
  if (pins.length === 0) return null;
  return (
    <nav aria-label="Pinned" className="max-h-24 shrink-0 overflow-y-auto border-b border-line py-1">
      <ul>
        {pins.map((pin) => (
          <li key={pin.item.seq}>
            <a
              href={`#e${pin.item.seq}`}
              title={`Pinned by ${pin.pinnedBy}`}
              onClick={() => onGo(pin.item.seq)}
              className="flex items-center gap-2 px-4 py-0.5 text-sm text-ink-2 hover:bg-ink/4 hover:text-ink focus-visible:-outline-offset-2 touch:py-2"
            >
              <span className="text-ink-3">
                <PinIcon />
              </span>
              <Time at={pin.item.at} form="clock" className="text-ink-3" />
              <span className="min-w-0 truncate">{pinWords(pin)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Its label, else what it says in one line. */
function pinWords({ label, item }: PinnedEvent) {
  if (label) return label;
  if (item.type === 'note_added') return `${item.actor.name}: ${plainLine(item.data.body)}`;
  return (
    <>
      {item.actor.name} {eventWords(item).did}
    </>
  );
}
