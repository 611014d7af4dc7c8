'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Time } from '@/components/ui/time';
import type { SimilarIncident } from '@/domain/reviews/found/list-similar';
import { REVIEW_STATE_WORDS } from './state-words';

/** Earlier incidents like this one: what they were, and what was learned. Nothing, where there is none. */
export default function SimilarIncidents({ number }: { number: number }) {
  const { data } = useQuery({
    queryKey: ['similar', number],
    queryFn: async (): Promise<SimilarIncident[]> => {
      const answer = await fetch(`/api/v1/incidents/${number}/similar`);
      if (!answer.ok) throw new Error(`The console answered ${answer.status}.`);
      return (await answer.json()).items;
    },
  });
  if (!data || data.length === 0) return null;
  return (
    <section aria-labelledby="similar" className="border-t border-line py-4">
      <h2 id="similar" className="font-medium">
        Similar incidents
      </h2>
      <ul className="divide-y divide-line">
        {data.map((incident) => (
          <li key={incident.number} className="py-1.5">
            <Link href={`/incidents/${incident.number}`} className="link">
              #{incident.number} {incident.title}
            </Link>
            <span className="ml-2 text-sm text-ink-3">
              {incident.severity}
              {incident.resolvedAt && (
                <>
                  {' · '}
                  <Time at={incident.resolvedAt} />
                </>
              )}
              {' · both: '}
              {incident.because.join(', ')}
            </span>
            {incident.rootCause && <p className="line-clamp-2 max-w-[70ch] text-ink-2">{incident.rootCause}</p>}
            {incident.review && (
              <Link href={`/incidents/${incident.number}/review`} className="link text-sm">
                Review: {REVIEW_STATE_WORDS[incident.review].toLowerCase()}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
