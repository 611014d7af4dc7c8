import { type BodyProblem, isProblem, readLines } from './body-lines';
import type { KindFormat } from './kind-format';

const MOST_PARTS = 20;

/** The ids of the diagnostics that it is made of. */
export function readHealth(body: string): { ids: string[] } | BodyProblem {
  const lines = readLines(body);
  if (isProblem(lines)) return lines;
  const ids = lines.flatMap(({ words }) => words);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice) return { problem: `${twice} stands there twice` };
  if (!ids.length) return { problem: 'write the ids of diagnostics of this runbook, such as database cache' };
  return ids.length > MOST_PARTS ? { problem: `it is made of at most ${MOST_PARTS} diagnostics` } : { ids };
}

/** Other diagnostics of the runbook together: the worst verdict counts. Its body is settled with the blocks that it names. */
export const health: KindFormat = {
  changes: false,
  namedValues: () => [],
  writtenAs: (name) => name,
  fields: ['status', 'checks', 'okCount', 'warnCount', 'failCount', 'unknownCount', 'timestamp', 'problems'],
};
