import { Menu } from '@/components/ui/menu';
import { Age } from '@/components/ui/time';
import type { Presence } from '@/domain/incidents/people/schema';

/** "3 here", with their names and what they run underneath. */
export function PresenceMark({ presence }: { presence?: Presence }) {
  if (!presence || presence.people.length === 0) return null;
  return (
    <Menu
      label={`${presence.people.length} here`}
      className="text-ink-2 underline decoration-dotted underline-offset-4 hover:text-ink"
      align="right"
    >
      <div className="max-w-[calc(100vw-2rem)] px-2 py-1 whitespace-nowrap">
        <PeopleHere presence={presence} />
      </div>
    </Menu>
  );
}

/** Everyone who looks, for how long, and what they run. */
export function PeopleHere({ presence: { people, running } }: { presence: Presence }) {
  return (
    <ul aria-label="Here now" className="grid gap-0.5">
      {people.map(({ id, name, since }) => (
        <li key={id} className="flex items-baseline gap-3">
          <span className="min-w-0 truncate">{name}</span>
          <span className="ml-auto text-sm text-ink-3">
            <Age since={since} />
          </span>
        </li>
      ))}
      {running.map(({ run, title, by }) => (
        <li key={run} className="truncate text-sm text-ink-2">
          {by} runs {title}
        </li>
      ))}
    </ul>
  );
}
