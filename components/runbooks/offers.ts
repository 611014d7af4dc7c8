import type { Offer } from '@/components/diagnostics/run-desk';
import type { IncidentView } from '@/domain/incidents/schema';
import type { Environment, InputSpec, Problem, Runbook } from '@/domain/runbooks/schema';

/** What the browser is told of each block; bodies stay in the document. */
export function offersOf(runbook: Runbook, environments: Record<string, Environment>): Offer[] {
  return runbook.blocks.map(
    ({ id, title, component, kind, effect, target, contentHash, inputs, needs, preview, undo, verify, exports }) => ({
      ...{ id, title, component, kind, effect, target, contentHash, inputs, needs, preview, undo, verify },
      environment: environments[target] ?? 'production',
      isTargetKnown: target in environments,
      exports: Object.keys(exports),
    }),
  );
}

/** The values that `from` takes from the incident: "incident.service", or "labels.email" of the alert that it came from. */
export function prefilled(inputs: InputSpec[], incident?: IncidentView): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { name, from } of inputs) {
    const [source, field = ''] = from?.split(/\.(.*)/s) ?? [];
    const value =
      source === 'labels' ? incident?.labels[field] : source === 'incident' ? incident?.[field as keyof IncidentView] : undefined;
    if (value !== undefined && value !== null && typeof value !== 'object') values[name] = String(value);
  }
  return values;
}

const sorted = new WeakMap<Problem[], Map<string, Problem[]>>();

/** The problems that lie within each block, by its id; those of no block are under "". Kept for as long as the runbook's list of them is. */
export function problemsByBlock(runbook: Runbook): ReadonlyMap<string, Problem[]> {
  const byBlock = sorted.get(runbook.problems) ?? sortByBlock(runbook);
  sorted.set(runbook.problems, byBlock);
  return byBlock;
}

function sortByBlock(runbook: Runbook): Map<string, Problem[]> {
  const byBlock = new Map<string, Problem[]>();
  for (const problem of runbook.problems) {
    const before = runbook.blocks.findLast((block) => block.line <= problem.line);
    const inside = before && problem.line <= before.line + before.body.split('\n').length + ATTRIBUTE_LINES;
    const id = inside ? before.id : '';
    byBlock.set(id, [...(byBlock.get(id) ?? []), problem]);
  }
  return byBlock;
}
/** Problems of code that is only copied, within the lines of its fence. */
export function problemsWithin(problems: readonly Problem[], lines?: { from: number; to: number }): Problem[] {
  return lines ? problems.filter(({ line }) => line >= lines.from && line <= lines.to) : [];
}

/** The component's own lines around its fence: its two tags and the fence's two marks. */
const ATTRIBUTE_LINES = 4;
