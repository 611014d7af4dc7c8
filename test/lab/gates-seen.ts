import type { Report } from '@/domain/runbooks/coverage/reports';
import { allRunbooks } from '@/domain/runbooks/shelf';

/**
 * Procedures and steps that answer for rows of the checklist: seen when the diagnostics that gate them were. One without a gate
 * is a person's to carry out, and no report speaks of it.
 */
export async function gatesSeen(services: readonly string[], seen: ReadonlyMap<string, string[]>): Promise<Report> {
  const report: Report = {};
  for (const [slug, { runbook }] of await allRunbooks()) {
    if (!services.includes(runbook.service)) continue;
    const covering = new Set(runbook.covered.filter(({ by }) => by === 'Procedure' || by === 'Step').map(({ at }) => at));
    for (const { id, steps } of runbook.procedures)
      for (const [part, gates] of [
        [id, steps.flatMap(({ gate }) => gate ?? [])] as const,
        ...steps.map((step) => [step.id, step.gate ? [step.gate] : []] as const),
      ])
        if (covering.has(part) && gates.length && gates.every((gate) => seen.has(`${slug}#${gate}`)))
          report[`${slug}#${part}`] = {
            exercised: true,
            how: `gated by ${gates.join(', ')}, which ${gates.length > 1 ? 'were' : 'was'} asked`,
          };
  }
  return report;
}
