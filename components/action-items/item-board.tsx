import Link from 'next/link';
import { Time } from '@/components/ui/time';
import { KIND_WORDS, STATE_WORDS } from '@/domain/action-items/rules';
import type { ActionItemView } from '@/domain/action-items/schema';
import { ActionItemState } from '@/prisma/generated/enums';
import { ItemMark } from './item-mark';

const MEANINGS = { open: 'to be done', done: 'not yet proven', verified: 'seen to work' } as const;

/** Action items side by side by how they stand. */
export function ItemBoard({ items }: { items: ActionItemView[] }) {
  return (
    <div className="grid gap-6 md:grid-cols-3">
      {Object.values(ActionItemState).map((state) => {
        const of = items.filter((item) => item.state === state);
        return (
          <section key={state} aria-label={STATE_WORDS[state]} className="min-w-0">
            <h2 className="border-b border-edge pb-1 font-medium">
              {STATE_WORDS[state]} <span className="font-normal text-ink-3">{`${of.length}, ${MEANINGS[state]}`}</span>
            </h2>
            <ul data-list>
              {of.map((item) => (
                <li key={item.number} className="border-b border-line py-2">
                  <Link href={`/action-items/${item.number}`} data-item className="font-medium break-words hover:underline">
                    {item.title}
                  </Link>
                  <p className="flex flex-wrap gap-x-2 text-sm text-ink-2">
                    {item.overdue && <ItemMark item={item} />}
                    <span>{item.owner?.name ?? 'nobody has it'}</span>
                    <span className="text-ink-3">{KIND_WORDS[item.kind]}</span>
                    {item.dueAt && state === 'open' && (
                      <span className="text-ink-3">
                        due <Time at={item.dueAt} />
                      </span>
                    )}
                    {item.incident && <span className="text-ink-3">#{item.incident.number}</span>}
                    {item.runbook && <span className="min-w-0 break-words text-ink-3">{item.runbook}</span>}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
