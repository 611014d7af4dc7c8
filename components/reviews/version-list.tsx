import { Time } from '@/components/ui/time';
import type { ComparedPart } from '@/domain/reviews/document/rules';
import type { VersionLine } from '@/domain/reviews/versions/list-versions';
import { CompareVersions } from './compare-versions';

type VersionListProps = { number: number; versions: readonly VersionLine[]; current: readonly ComparedPart[] };

/** What was published, and the way to what is different between two of them, or now. `current` is the review as it stands. */
export function VersionList({ number, versions, current }: VersionListProps) {
  if (versions.length === 0) return null;
  return (
    <section aria-labelledby="versions" className="grid gap-2 text-sm">
      <h2 id="versions" className="font-medium">
        Versions
      </h2>
      <ol className="grid gap-1">
        {versions.map(({ version, publishedBy, publishedAt, approvedBy, contentHash }) => (
          <li key={version} className="text-ink-2">
            <span title={`SHA-256 ${contentHash}`} className="text-ink">
              Version {version}
            </span>
            , <Time at={publishedAt} />
            <span className="block text-ink-3">
              by {publishedBy}, approved by {approvedBy}
            </span>
          </li>
        ))}
      </ol>
      <CompareVersions number={number} versions={versions.map(({ version }) => version)} current={current} />
    </section>
  );
}
