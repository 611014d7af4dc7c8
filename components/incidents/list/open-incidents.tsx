'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Time } from '@/components/ui/time';
import type { IncidentView } from '@/domain/incidents/schema';

const SHOWN = 3;

/** What is open already, so that nobody declares it twice. Silent when nothing is, or when it cannot be told. */
export function OpenIncidents() {
  const [open, setOpen] = useState<IncidentView[]>([]);
  useEffect(() => {
    const gone = new AbortController();
    fetch(`/api/v1/incidents?status=open&limit=${SHOWN}`, { signal: gone.signal })
      .then((answer) => (answer.ok ? answer.json() : { items: [] }))
      .then(({ items }: { items: IncidentView[] }) => setOpen(items))
      .catch(() => {});
    return () => gone.abort();
  }, []);
  if (open.length === 0) return null;
  return (
    <div className="text-sm text-ink-2">
      <p>Already open; is it one of these?</p>
      <ul>
        {open.map(({ number, severity, title, declaredAt }) => (
          <li key={number} className="flex items-baseline gap-2">
            <SeverityMark severity={severity} />
            <Link href={`/incidents/${number}`} className="link min-w-0 truncate">
              #{number} {title}
            </Link>
            <Time at={declaredAt} className="ml-auto whitespace-nowrap text-ink-3" />
          </li>
        ))}
      </ul>
    </div>
  );
}
