/** One figure of the period, and beside it how it was in the period before. */
export function Figure({ label, value, change, was }: { label: string; value: string; change?: string | null; was?: string }) {
  return (
    <div className="min-w-0 border-t border-edge pt-2">
      <dt className="text-sm text-ink-2">{label}</dt>
      <dd>
        <span className="block text-xl font-semibold tracking-tight">{value}</span>
        {was !== undefined && (
          <span className="block text-sm text-ink-3">
            {change ? `${change}: ` : ''}was {was}
          </span>
        )}
      </dd>
    </div>
  );
}
