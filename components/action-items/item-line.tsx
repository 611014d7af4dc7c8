import Link from 'next/link';
import { Time } from '@/components/ui/time';
import { KIND_WORDS } from '@/domain/action-items/rules';
import type { ActionItemView } from '@/domain/action-items/schema';
import { ItemMark } from './item-mark';

/** An item in two lines, where a row has no room. `marked` says how it stands even when it is not late. */
export function ItemLine({ item, marked = false }: { item: ActionItemView; marked?: boolean }) {
  const { number, title, kind, state, owner, dueAt, incident, runbook, overdue, doneAt, verifiedAt } = item;
  const closedAt = verifiedAt ?? doneAt;
  return (
    <li className="border-b border-line py-2">
      <Link href={`/action-items/${number}`} data-item className="font-medium wrap-anywhere hover:underline">
        {title}
      </Link>
      <p className="flex flex-wrap gap-x-2 text-sm text-ink-2">
        {(marked || overdue) && <ItemMark item={item} />}
        <span>{owner?.name ?? 'nobody has it'}</span>
        <span className="text-ink-3">{KIND_WORDS[kind]}</span>
        {dueAt && state === 'open' && (
          <span className="text-ink-3">
            due <Time at={dueAt} />
          </span>
        )}
        {closedAt && (
          <span className="text-ink-3">
            closed <Time at={closedAt} />
          </span>
        )}
        {incident && <span className="text-ink-3">#{incident.number}</span>}
        {runbook && <span className="min-w-0 break-words text-ink-3">{runbook}</span>}
      </p>
    </li>
  );
}
