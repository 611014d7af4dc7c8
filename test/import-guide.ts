import { checkRunbook } from '@/domain/runbooks/check-runbook';
import { importGuide } from '@/domain/runbooks/import/import-guide';
import { parseRunbook } from '@/domain/runbooks/parse-runbook';
import type { Target } from '@/domain/runbooks/schema';

const LOCAL: ReadonlyMap<string, Target> = new Map([['local', { name: 'local', kind: 'host', environment: 'local', egress: [] }]]);

/** Imports a text, and reads what was written as the console would. */
export async function importText(text: string, source = 'guide.md', targets = LOCAL) {
  const imported = await importGuide({ source, bytes: Buffer.from(text), service: 'shop', name: 'guide', targets });
  if ('refused' in imported) throw new Error(imported.refused);
  const { runbook, document } = parseRunbook({ slug: 'shop/guide', file: 'guide.mdx', syntax: 'mdx', bytes: Buffer.from(imported.mdx) });
  const problems = await checkRunbook(runbook, targets);
  return { ...imported, runbook, document, problems, errors: problems.filter(({ severity }) => severity === 'error') };
}
