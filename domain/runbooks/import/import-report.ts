import { stringify } from 'yaml';
import type { ImportedFile, ImportReport, Part, Total, WantedTarget } from './schema';

/** Counts what became of files and blocks. */
export function totalOf(files: readonly Pick<ImportedFile, 'blocks'>[]): Total {
  const total: Total = { files: files.length, blocks: 0, runnable: 0, reference: 0, trap: 0 };
  for (const { outcome } of files.flatMap(({ blocks }) => blocks)) {
    total.blocks++;
    total[outcome]++;
  }
  return total;
}

/** Wanted targets of several files, one of each name, with all that they must reach. */
export function mergeTargets(wanted: WantedTarget[]): ImportReport['targets'] {
  const byName = new Map<string, Omit<WantedTarget, 'known'>>();
  for (const { known, ...target } of wanted) {
    if (known) continue;
    const egress = [...new Set([...(byName.get(target.name)?.egress ?? []), ...(target.egress ?? [])])];
    byName.set(target.name, { ...byName.get(target.name), ...target, ...(egress.length ? { egress } : {}) });
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Entries for targets.yaml that make the imported blocks runnable, once addresses and credentials are put in. */
export function targetsYaml(targets: ImportReport['targets']): string {
  const entries = targets.map(({ name, kind, url, egress }) => ({
    name,
    kind,
    environment: 'staging',
    ...(kind === 'postgres'
      ? { url: 'postgresql://HOST:5432/DATABASE', read: { env: `${name.toUpperCase().replaceAll('-', '_')}_READ` } }
      : {}),
    ...(kind === 'http' ? { url: url ?? 'https://HOST' } : {}),
    ...(kind === 'docker' ? { url: 'unix:///var/run/docker.sock' } : {}),
    ...(kind === 'kubernetes' ? { url: 'https://HOST:6443', read: { env: `${name.toUpperCase().replaceAll('-', '_')}_READ` } } : {}),
    ...(kind === 'redis' ? { url: 'redis://HOST:6379' } : {}),
    ...(egress?.length ? { egress } : {}),
  }));
  return stringify({ targets: entries });
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

export function totalLine({ files, blocks, runnable, reference, trap }: Total): string {
  return `${counted(files, 'file')}, ${counted(blocks, 'block')}: ${runnable} runnable, ${reference} reference, ${trap} ${trap === 1 ? 'trap' : 'traps'}`;
}

function partLines({ line, outcome, kind, effect, title, why, fix, id }: Part): string[] {
  const what = outcome === 'runnable' ? `${kind} ${effect} as ${id}` : outcome;
  return [`    ${String(line).padStart(5)}  ${what}: ${title}`, `           ${why}`, ...(fix ? [`           Fix: ${fix}`] : [])];
}

function fileLines({ source, file, state, why, headings, blocks, notes }: ImportedFile): string[] {
  const { runnable, reference, trap } = totalOf([{ blocks }]);
  return [
    `${source} -> ${file ?? 'nothing'} (${state})${why ? `: ${why}` : ''}`,
    `  ${counted(headings, 'heading')}, ${counted(blocks.length, 'block')}: ${runnable} runnable, ${reference} reference, ${trap} trap`,
    ...notes.map((note) => `  note: ${note}`),
    ...blocks.flatMap((block) => [
      `  line ${block.line} ${block.language || '(no language)'}: ${block.outcome}${block.section ? `, in "${block.section.slice(0, 80)}"` : ''}`,
      ...block.parts.flatMap(partLines),
    ]),
    '',
  ];
}

/** The report for people: every block of every file with what became of it and why. */
export function reportText({ service, total, files, targets }: ImportReport): string {
  const wanted = targets.length ? ['Add to targets.yaml, with addresses and credentials of yours:', '', targetsYaml(targets), ''] : [];
  return [`Import for ${service}: ${totalLine(total)}`, '', ...wanted, ...files.flatMap(fileLines)].join('\n');
}
