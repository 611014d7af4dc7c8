'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ActionItemView } from '@/domain/action-items/schema';
import { closedWords } from '@/domain/reviews/document/rules';
import { ItemTable } from './item-table';

const ItemForm = lazy(() => import('./item-form'));

async function read<T>(path: string): Promise<T[]> {
  const answer = await fetch(path, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`The console answered ${answer.status}. Reload the page.`);
  return ((await answer.json()) as { items: T[] }).items;
}

type ItemsSectionProps = {
  number: number;
  mayEdit: boolean;
  /** Its heading stands among the sections of a document. */
  large?: boolean;
};

/** The action items of an incident, and what its resolution proposes as further ones. Needs a query client around it. */
export default function ItemsSection({ number, mayEdit, large = false }: ItemsSectionProps) {
  const cache = useQueryClient();
  const items = useQuery({
    queryKey: ['action-items', number],
    queryFn: () => read<ActionItemView>(`/api/v1/action-items?incident=${number}&limit=200`),
  });
  const proposed = useQuery({
    queryKey: ['proposed-action-items', number],
    queryFn: () => read<string>(`/api/v1/incidents/${number}/proposed-action-items`),
  });
  /** The title that a new one begins with; null while none is written. */
  const [adding, setAdding] = useState<string | null>(null);
  const saved = () => {
    setAdding(null);
    void cache.invalidateQueries({ queryKey: ['action-items', number] });
    void cache.invalidateQueries({ queryKey: ['proposed-action-items', number] });
  };
  return (
    <section aria-label="Action items" className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className={large ? 'text-lg font-semibold tracking-tight' : 'font-medium'}>
          Action items
          {items.data && items.data.length > 0 && (
            <span className="ml-2 text-sm font-normal tracking-normal text-ink-3">{closedWords(items.data)}</span>
          )}
        </h2>
        {mayEdit && adding === null && (
          <Button size="sm" data-command="Add an action item" onClick={() => setAdding('')}>
            Add an action item
          </Button>
        )}
      </div>
      {adding !== null && (
        <Suspense>
          <ItemForm key={adding} incident={number} title={adding} onSaved={saved} onClose={() => setAdding(null)} />
        </Suspense>
      )}
      {items.isError && <p className="text-fail">{items.error.message}</p>}
      {items.data && items.data.length > 0 && <ItemTable items={items.data} label={`Action items of incident ${number}`} />}
      {items.data?.length === 0 && <p className="text-ink-3">None yet.</p>}
      {mayEdit && proposed.data && proposed.data.length > 0 && (
        <div>
          <p className="text-sm text-ink-2">The resolution says under prevention:</p>
          <ul>
            {proposed.data.map((title) => (
              <li key={title} className="flex flex-wrap items-center gap-2 py-1">
                <span className="min-w-0 break-words">{title}</span>
                <Button size="sm" aria-label={`Make it one: ${title}`} onClick={() => setAdding(title)}>
                  Make it one
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
