import { Facts } from './result-facts';
import { Problems } from './result-problems';
import type { ResultProps } from './result-values';

/** What is wrong first, then the facts. */
export function JudgedResult({ data: { problems, ...rest } }: ResultProps) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      <Facts data={rest} />
    </div>
  );
}
