'use client';
import { useState } from 'react';
import { TextDiff } from '@/components/comms/text-diff';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { ReviewDocument } from '@/domain/reviews/document/schema';

const NOW = 'now';

type CompareProps = {
  number: number;
  /** The newest first. */
  versions: readonly number[];
  current: string;
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
  const [texts, setTexts] = useState<{ before: string; after: string; label: string } | 'failed'>();
  const compare = async () => {
    const [before, after] = await Promise.all([from, to].map((side) => (side === NOW ? current : readText(number, side))));
    if (before == null || after == null) return setTexts('failed');
    setTexts({ before, after, label: `What changed from ${nameOf(from)} to ${nameOf(to)}` });
  };
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
        <Button look="primary" onClick={compare}>
          Compare
        </Button>
      </div>
      {texts === 'failed' && <p className="text-fail">A version could not be read. Reload the page.</p>}
      {texts && texts !== 'failed' && (
        <>
          <h3 className="font-medium">{texts.label}</h3>
          <TextDiff {...texts} />
        </>
      )}
    </div>
  );
}

const nameOf = (side: string) => (side === NOW ? 'what is there now' : `version ${side}`);

/** The words of a published version; null where it cannot be read. */
async function readText(number: number, version: string): Promise<string | null> {
  const answer = await fetch(`/api/v1/incidents/${number}/review/versions/${version}`).catch(() => null);
  if (!answer?.ok) return null;
  const { sections }: ReviewDocument = await answer.json();
  return sections.map(({ title, body }) => `## ${title}\n${body}`).join('\n\n');
}
