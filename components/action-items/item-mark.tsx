import { cx } from '@/components/ui/cx';
import { STATE_WORDS } from '@/domain/action-items/rules';
import type { ActionItemView } from '@/domain/action-items/schema';

const MARKS = { open: '○', done: '◐', verified: '●' } as const;

/** How an item stands: a circle empty, half or full, and the word; late in words too. */
export function ItemMark({ item: { state, overdue } }: { item: Pick<ActionItemView, 'state' | 'overdue'> }) {
  return (
    <span className={cx('whitespace-nowrap', overdue ? 'font-semibold text-fail' : state === 'verified' ? 'text-ok' : 'text-ink-2')}>
      <span aria-hidden="true">{MARKS[state]} </span>
      {overdue ? 'overdue' : STATE_WORDS[state]}
    </span>
  );
}
