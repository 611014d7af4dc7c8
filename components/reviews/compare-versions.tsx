'use client';
import { useEffect, useState } from 'react';
import { TextDiff } from '@/components/comms/text-diff';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SkeletonRows } from '@/components/ui/skeleton';
import { type ComparedPart, partsToCompare } from '@/domain/reviews/document/rules';

const NOW = 'now';

type CompareProps = {
  number: number;
  /** The newest first. */
  versions: readonly number[];
  current: readonly ComparedPart[];
};

/** What is different between any two versions, or between one and what is there now. */
export function CompareVersions({ number, versions, current }: CompareProps) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button size="sm" data-command="Compare versions" onClick={() => setOpen(true)}>
        Compare
      </Button>
      {open && (
        <Dialog title="What is different" wide onClose={() => setOpen(false)}>
          <Comparison number={number} versions={versions} current={current} />
        </Dialog>
      )}
    </div>
  );
}

function Comparison({ number, versions, current }: CompareProps) {
  const [from, setFrom] = useState(String(versions[1] ?? versions[0]));
  const [to, setTo] = useState(versions.length > 1 ? String(versions[0]) : NOW);
  const before = useParts(number, from, current);
  const after = useParts(number, to, current);
  const choice = (label: string, value: string, onChange: (value: string) => void, withNow: boolean) => (
    <Field label={label}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {withNow && <option value={NOW}>Now</option>}
          {versions.map((version) => (
            <option key={version} value={version}>
              Version {version}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
  return (
    <div className="grid gap-3 p-4">
      <div className="flex flex-wrap items-end gap-3">
        {choice('From', from, setFrom, false)}
        {choice('To', to, setTo, true)}
      </div>
      {before === null || after === null ? (
        <p className="text-fail">A version could not be read. Reload the page.</p>
      ) : before && after ? (
        <Differences before={before} after={after} />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </div>
  );
}

const textsOf = (parts: readonly ComparedPart[]) => new Map(parts.map(({ title, text }) => [title, text]));

/** Part by part, only those that are not the same. */
function Differences({ before, after }: { before: readonly ComparedPart[]; after: readonly ComparedPart[] }) {
  const [was, is] = [textsOf(before), textsOf(after)];
  const titles = [...new Set([...after, ...before].map(({ title }) => title))];
  const changed = titles.filter((title) => (was.get(title) ?? '') !== (is.get(title) ?? ''));
  if (changed.length === 0) return <p className="text-ink-2">Nothing is different.</p>;
  return changed.map((title) => (
    <section key={title} aria-label={title}>
      <h3 className="pb-1 font-medium">{title}</h3>
      <TextDiff before={was.get(title) ?? ''} after={is.get(title) ?? ''} label={`What changed in ${title}`} />
    </section>
  ));
}

/** The parts of a version; undefined until they are here, null where they cannot be read. */
function useParts(number: number, side: string, current: readonly ComparedPart[]): readonly ComparedPart[] | null | undefined {
  const [read, setRead] = useState<{ side: string; parts: ComparedPart[] | null }>();
  useEffect(() => {
    if (side === NOW) return;
    let superseded = false;
    const show = (parts: ComparedPart[] | null) => superseded || setRead({ side, parts });
    fetch(`/api/v1/incidents/${number}/review/versions/${side}`)
      .then(async (answer) => show(answer.ok ? partsToCompare(await answer.json()) : null))
      .catch(() => show(null));
    return () => {
      superseded = true;
    };
  }, [number, side]);
  if (side === NOW) return current;
  return read?.side === side ? read.parts : undefined;
}
