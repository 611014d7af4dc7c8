import Link from 'next/link';

type FigureProps = { label: string; value: string; change?: string | null; was?: string; href?: string };

/** One figure of the period, and below it how it was in the period before; or one of now, which leads to what it counts. */
export function Figure({ label, value, change, was, href }: FigureProps) {
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
        {href && (
          <Link href={href} className="link text-sm text-ink-2">
            Which
          </Link>
        )}
      </dd>
    </div>
  );
}
