import type { ParsedRunbook } from './parse-runbook';
import type { RunbookSummary } from './schema';
import { allRunbooks } from './shelf';

function summaryOf({
  slug,
  service,
  name,
  title,
  summary,
  owner,
  severity,
  tags,
  contentHash,
  blocks,
  problems,
}: ParsedRunbook): RunbookSummary {
  const kinds = [...new Set(blocks.map((block) => block.kind))];
  return {
    slug,
    service,
    name,
    title,
    summary,
    owner,
    ...(severity ? { severity } : {}),
    tags,
    contentHash,
    kinds,
    blocks: blocks.length,
    problems: problems.length,
  };
}

/** Every runbook there is, in the order of service and name; a broken one too, with the number of its problems. */
export async function listRunbooks(): Promise<RunbookSummary[]> {
  return [...(await allRunbooks()).values()].map(({ runbook }) => summaryOf(runbook));
}
