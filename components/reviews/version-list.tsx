'use client';
import { useState } from 'react';
import { TextDiff } from '@/components/comms/text-diff';
import { Button } from '@/components/ui/button';
import { Time } from '@/components/ui/time';
import type { ReviewDocument } from '@/domain/reviews/document/schema';
import type { VersionLine } from '@/domain/reviews/versions/list-versions';

type VersionListProps = { number: number; versions: readonly VersionLine[]; current: string };

/** What was published, and what is different now. `current` is the review's text as it stands. */
export function VersionList({ number, versions, current }: VersionListProps) {
  const [compared, setCompared] = useState<{ version: number; text: string }>();
  const compare = async (version: number) => {
    const answer = await fetch(`/api/v1/incidents/${number}/review/versions/${version}`);
    if (answer.ok) setCompared({ version, text: textOf((await answer.json()) as ReviewDocument) });
  };
  if (versions.length === 0) return null;
  return (
    <section aria-labelledby="versions" className="text-sm">
      <h2 id="versions" className="font-medium">
        Versions
      </h2>
      <ul>
        {versions.map(({ version, publishedBy, publishedAt, approvedBy, contentHash }) => (
          <li key={version} className="py-0.5">
            <span title={`SHA-256 ${contentHash}`}>Version {version}</span>{' '}
            <span className="text-ink-3">
              by {publishedBy}, approved by {approvedBy}, <Time at={publishedAt} />
            </span>{' '}
            <Button look="quiet" size="sm" aria-label={`Compare with version ${version}`} onClick={() => compare(version)}>
              Compare
            </Button>
          </li>
        ))}
      </ul>
      {compared && <TextDiff before={compared.text} after={current} label={`What changed since version ${compared.version}`} />}
    </section>
  );
}

const textOf = ({ sections }: ReviewDocument): string => sections.map(({ title, body }) => `## ${title}\n${body}`).join('\n\n');
