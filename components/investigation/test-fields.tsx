import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBlocks } from '@/components/incidents/notes/use-blocks';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { HypothesisView } from '@/domain/investigation/schema';
import type { RunbookSummary } from '@/domain/runbooks/schema';

async function readRunbooks(): Promise<RunbookSummary[]> {
  const answer = await fetch('/api/v1/runbooks', { headers: { accept: 'application/json' } });
  if (!answer.ok) return [];
  const { items }: { items: RunbookSummary[] } = await answer.json();
  return items;
}

type Chosen = Partial<Pick<NonNullable<HypothesisView['test']>, 'block' | 'confirmedBy'>> & { runbook: string | null };

/** Which diagnostic tests a hypothesis: the fields `runbook`, `block` and `confirmedBy` of the form around them. */
export function TestFields({ chosen, error }: { chosen: Chosen; error: string | undefined }) {
  const { data: runbooks = [] } = useQuery({ queryKey: ['runbooks'], queryFn: readRunbooks, staleTime: 60_000 });
  const [slug, setSlug] = useState(chosen.runbook ?? '');
  const diagnostics = useBlocks(slug || null).filter(({ effect }) => effect === 'read');
  const [block, setBlock] = useState(chosen.block ?? '');
  return (
    <div className="grid gap-3 sm:grid-cols-[1fr_1fr_auto]">
      <Field label="Runbook" optional>
        {(control) => (
          <Select {...control} name="runbook" value={slug} onChange={(event) => [setSlug(event.target.value), setBlock('')]}>
            <option value="">None</option>
            {runbooks.map(({ slug: one, title }) => (
              <option key={one} value={one}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Tested by" optional error={error}>
        {(control) => (
          <Select {...control} name="block" value={block} disabled={!slug} onChange={(event) => setBlock(event.target.value)}>
            <option value="">No diagnostic</option>
            {diagnostics.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Confirmed by">
        {(control) => (
          <Select {...control} name="confirmedBy" defaultValue={chosen.confirmedBy ?? 'fail'} disabled={!block}>
            <option>fail</option>
            <option>warn</option>
            <option>ok</option>
          </Select>
        )}
      </Field>
    </div>
  );
}

/** What the form says: a whole test, or none. */
export function readTest(form: FormData) {
  const [runbook, block, confirmedBy] = ['runbook', 'block', 'confirmedBy'].map((name) => form.get(name));
  return runbook && block ? { runbook, block, confirmedBy } : {};
}
