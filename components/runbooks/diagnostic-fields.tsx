import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBlocks } from '@/components/incidents/notes/use-blocks';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { RunbookSummary } from '@/domain/runbooks/schema';

async function readRunbooks(): Promise<RunbookSummary[]> {
  const answer = await fetch('/api/v1/runbooks', { headers: { accept: 'application/json' } });
  if (!answer.ok) return [];
  const { items }: { items: RunbookSummary[] } = await answer.json();
  return items;
}

type Words = { runbook: string; none: string; block: string };
type DiagnosticFieldsProps = {
  words: Words;
  chosen: { runbook: string | null; block: string };
  error: string | undefined;
  /** Told when another one is chosen; empty for none. */
  onBlock?: (block: string) => void;
};

/** A diagnostic and the runbook that it is in: the fields `runbook` and `block` of the form around them. */
export function DiagnosticFields({ words, chosen, error, onBlock }: DiagnosticFieldsProps) {
  const { data: runbooks = [] } = useQuery({ queryKey: ['runbooks'], queryFn: readRunbooks, staleTime: 60_000 });
  const [runbook, setRunbook] = useState(chosen.runbook ?? '');
  const [block, setBlock] = useState(chosen.block);
  const diagnostics = useBlocks(runbook || null).filter(({ effect }) => effect === 'read');
  const choose = (one: string) => {
    setBlock(one);
    onBlock?.(one);
  };
  const chooseRunbook = (one: string) => {
    setRunbook(one);
    choose('');
  };
  return (
    <>
      <Field label={words.runbook} optional>
        {(control) => (
          <Select {...control} name="runbook" value={runbook} onChange={(event) => chooseRunbook(event.target.value)}>
            <option value="">{words.none}</option>
            {runbooks.map(({ slug, title }) => (
              <option key={slug} value={slug}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.block} optional error={error}>
        {(control) => (
          <Select {...control} name="block" value={block} disabled={!runbook} onChange={(event) => choose(event.target.value)}>
            <option value="">No diagnostic</option>
            {diagnostics.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
