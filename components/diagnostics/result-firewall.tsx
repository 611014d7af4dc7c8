import type { FirewallData } from '@/domain/diagnostics/kinds/firewall';
import { FactList } from './result-facts';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

/** Whether it filters, what becomes of the rest, and its rules in their order. */
export function FirewallResult({ data }: ResultProps) {
  const { tool, active, policies = {}, rows = [], count = 0, problems, error } = data as Partial<FirewallData>;
  if (error) return <Problems problems={problems} />;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problems problems={problems} />
      <FactList
        facts={[
          [tool ?? 'firewall', active ? 'filters' : 'filters nothing'],
          ...Object.entries(policies).map(([chain, policy]) => [`otherwise, ${chain}`, policy] as [string, string]),
        ]}
      />
      {rows.length > 0 && <RowsTable caption="Rules" names={['direction', 'action', 'proto', 'port', 'from', 'to']} rows={rows} />}
      {count > rows.length && (
        <p className="text-sm text-ink-2">
          The first {rows.length} of {count} rules.
        </p>
      )}
    </div>
  );
}
