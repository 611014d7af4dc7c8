import type { RedisData } from '@/domain/diagnostics/kinds/redis';
import { Facts } from './result-facts';
import { RowsTable } from './result-rows';
import { cellText, type ResultProps } from './result-values';

/** What INFO is asked for, in this order; the rest of it is folded away. */
const FIRST = [
  ...['hit_rate_pct', 'lookups', 'used_memory_bytes', 'maxmemory_bytes', 'maxmemory_used_pct', 'maxmemory_policy', 'fragmentation_ratio'],
  ...['evicted_keys', 'connected_clients', 'clients_used_pct', 'rejected_connections', 'role', 'version', 'latencyMs'],
];

/** A reply of Redis: INFO by what matters first, maps and lists as tables. */
export function RedisResult({ data }: ResultProps) {
  const { reply, info, error } = data as Partial<RedisData>;
  if (error) return null;
  const known = Object.fromEntries(
    FIRST.filter((name) => data[name] !== undefined && data[name] !== null).map((name) => [name, data[name]]),
  );
  if (info)
    return (
      <div className="grid grid-cols-1 gap-3">
        <Facts data={known} />
        <details>
          <summary className="text-sm text-ink-2 hover:text-ink touch:py-2">Everything that INFO says ({Object.keys(info).length})</summary>
          <RowsTable caption="INFO" rows={Object.entries(info).map(([field, value]) => ({ field, value: cellText(value) }))} />
        </details>
      </div>
    );
  if (Array.isArray(reply) && reply.length > 1)
    return <RowsTable caption="Reply" rows={reply.map((value, at) => ({ '#': at + 1, value: cellText(value) }))} />;
  if (reply && typeof reply === 'object' && !Array.isArray(reply))
    return <RowsTable caption="Reply" rows={Object.entries(reply).map(([name, value]) => ({ name, value: cellText(value) }))} />;
  return (
    <Facts data={{ ...(reply === undefined ? {} : { reply }), ...known, ...(data.lines === undefined ? {} : { lines: data.lines }) }} />
  );
}
