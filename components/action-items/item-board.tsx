import { STATE_WORDS } from '@/domain/action-items/rules';
import type { ActionItemView } from '@/domain/action-items/schema';
import { ActionItemState } from '@/prisma/generated/enums';
import { ItemLine } from './item-line';

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
                <ItemLine key={item.number} item={item} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
