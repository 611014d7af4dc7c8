import { durationInWords } from '@/components/ui/duration';
import type { FileData } from '@/domain/diagnostics/kinds/file';
import { bytesInWords } from './bytes-in-words';
import { FactList } from './result-facts';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

const age = (seconds: number | null | undefined) => (typeof seconds === 'number' ? durationInWords(seconds * 1_000) : '');

/** A file's mode, owner and age; what lies in a folder as a table. */
export function FileResult({ data }: ResultProps) {
  const {
    exists,
    error,
    path,
    type,
    mode,
    owner,
    group,
    sizeBytes,
    ageSeconds,
    linkTo,
    entries,
    count,
    totalBytes,
    oldestAgeSeconds,
    truncated,
    problems,
  } = data as Partial<FileData>;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      {exists && !error && (
        <FactList
          facts={[
            [type ?? 'file', `${path}${linkTo ? ` → ${linkTo}` : ''}`],
            ['mode', `${mode}, ${owner}:${group}`],
            ...(entries ? [] : ([['size', bytesInWords(sizeBytes ?? 0)]] as [string, string][])),
            ['changed', `${age(ageSeconds)} ago`],
            ...(entries
              ? ([['found', `${count}, ${bytesInWords(totalBytes ?? 0)}${count ? `, the oldest ${age(oldestAgeSeconds)} old` : ''}`]] as [
                  string,
                  string,
                ][])
              : []),
          ]}
        />
      )}
      {entries && entries.length > 0 && (
        <RowsTable
          caption="Files"
          rows={entries.map((entry) => ({
            mode: entry.mode,
            owner: entry.owner,
            group: entry.group,
            size: bytesInWords(entry.sizeBytes),
            age: age(entry.ageSeconds),
            name: entry.name + (entry.type === 'folder' ? '/' : ''),
          }))}
        />
      )}
      {truncated && <p className="text-sm text-ink-2">Not all of them are listed.</p>}
    </div>
  );
}
