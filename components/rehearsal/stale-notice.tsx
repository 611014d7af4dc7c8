import Link from 'next/link';
import { Time } from '@/components/ui/time';
import type { StaleBlockView } from '@/domain/diagnostics/rehearsal/schema';

/** The blocks of a runbook that worked in rehearsal and do not any more, each with why; they go by themselves once they work again. */
export function StaleNotice({ stale }: { stale: StaleBlockView[] }) {
  if (stale.length === 0) return null;
  return (
    <section aria-label="Stopped working" className="my-4 border-y border-warn py-2 text-base leading-5.5">
      <p className="font-semibold text-warn">Stale: what worked in rehearsal does not any more.</p>
      <ul className="mt-1 grid gap-1">
        {stale.map(({ block, title, reason, run, since }) => (
          <li key={block}>
            <a href={`#block-${block}`} className="link font-medium">
              {title}
            </a>{' '}
            <span className="text-ink-2 wrap-anywhere">{reason}</span>{' '}
            <span className="text-sm text-ink-3">
              <Time at={since} />
              {run && (
                <>
                  {' · '}
                  <Link href={`/runs/${run}`} prefetch={false} className="link">
                    The run
                  </Link>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
