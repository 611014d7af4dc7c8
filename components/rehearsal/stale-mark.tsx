import type { StaleBlockView } from '@/domain/diagnostics/rehearsal/schema';

/** That a runbook is stale, and by what. Nothing where all of it works. */
export function StaleMark({ stale }: { stale: StaleBlockView[] }) {
  if (stale.length === 0) return null;
  return (
    <span className="block text-sm font-medium text-warn" title={stale.map(({ title, reason }) => `${title}: ${reason}`).join('\n')}>
      <span aria-hidden="true">◇ </span>
      stale: {stale.length === 1 ? `“${stale[0]?.title}” stopped working` : `${stale.length} blocks stopped working`}
    </span>
  );
}
