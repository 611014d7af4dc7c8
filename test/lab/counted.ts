import type { Ran } from './run-block';

const digits = (text: unknown) => /^\s*(\d+)\b/.exec(String(text ?? ''))?.[1];

/** How many things a run showed or changed, where it says so: rows, a JSON `count`, or the number that a script's output begins with. */
export function counted({ block, data }: Ran): number | undefined {
  const { rows, json, stdout } = data as { rows?: unknown[]; json?: { count?: number; deleted?: { count: number } }; stdout?: string };
  if (rows) return block.kind === 'sql' ? rows.length : undefined;
  if (json) return json.deleted?.count ?? json.count;
  return block.kind === 'bash' && digits(stdout) !== undefined ? Number(digits(stdout)) : undefined;
}
