import type { Block, Target } from './schema';

const DOWNGRADE = /\b(?:alembic|flask\s+db)\b[^\n;|&]*\bdowngrade\b[^\n;|&]*/g;
const VALUE = /\$(?:\{?INPUT_|\{?[A-Z])/;

/** The downgrades of Alembic that a script holds, each with what stands behind it. */
export const downgradesIn = (body: string): string[] => body.replaceAll('\\\n', ' ').match(DOWNGRADE) ?? [];

/**
 * What may never be done to a production target, whoever confirms it: `alembic downgrade base` drops every table that migrations made. A revision
 * that comes from an input is judged by its value.
 */
export function productionObjection(
  block: Pick<Block, 'kind' | 'body'>,
  target: Pick<Target, 'name' | 'environment'>,
  values: Readonly<Record<string, unknown>> = {},
): string | null {
  if (block.kind !== 'bash' || target.environment !== 'production') return null;
  const isBase = downgradesIn(block.body).some(
    (command) =>
      /\bbase\b/.test(command) || (VALUE.test(command) && Object.values(values).some((value) => /(?:^|@)base$/.test(String(value).trim()))),
  );
  return isBase
    ? `alembic downgrade base drops everything that migrations made; it is never run against production, and ${target.name} is that`
    : null;
}
