'use client';
import { useEffect } from 'react';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Age, Time } from '@/components/ui/time';
import { isOpen } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import type { Severity } from '@/prisma/generated/enums';
import { IncidentActions, type Rights } from './incident-actions';
import type { SeverityMeaning } from './severity-choice';
import { STATUS_WORDS } from './status-words';

const edges = { P0: 'border-l-p0', P1: 'border-l-p1', P2: 'border-l-p2', P3: 'border-l-p3' } satisfies Record<Severity, string>;

type IncidentHeaderProps = { incident: IncidentView; may: Rights; meanings: SeverityMeaning[]; onChanged: () => void };

/** What is broken, how bad, how it stands, for how long, and who has it; and the next thing to do about it. */
export function IncidentHeader({ incident, may, meanings, onChanged }: IncidentHeaderProps) {
  const { severity, title } = incident;
  useEffect(() => {
    document.title = `${severity} ${title} · #${incident.number} · Sitrep`;
  }, [severity, title, incident.number]);
  return (
    <header className={`shrink-0 border-b border-l-4 border-b-line px-4 py-2 ${edges[severity]}`}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5">
        <div className="min-w-0">
          <h1 className="flex items-baseline gap-2.5 text-lg font-semibold tracking-tight">
            <SeverityMark severity={severity} />
            <span className="min-w-0 text-pretty">{title}</span>
          </h1>
          <Facts incident={incident} />
        </div>
        <IncidentActions incident={incident} may={may} meanings={meanings} onChanged={onChanged} />
      </div>
    </header>
  );
}

function Facts({ incident }: { incident: IncidentView }) {
  const { number, status, service, declaredAt, declaredBy, acknowledgedAt, acknowledgedBy, resolvedAt } = incident;
  return (
    <p className="flex flex-wrap text-ink-2 [&>*:not(:last-child)]:after:px-1.5 [&>*:not(:last-child)]:after:text-ink-3 [&>*:not(:last-child)]:after:content-['·']">
      <span>#{number}</span>
      <span className="font-medium text-ink">{STATUS_WORDS[status]}</span>
      <span>
        {resolvedAt && 'lasted '}
        {isOpen(status) || resolvedAt ? <Age since={declaredAt} until={resolvedAt} /> : <Time at={declaredAt} />}
      </span>
      {service && <span>{service}</span>}
      <span className="max-sm:hidden">declared by {declaredBy}</span>
      {acknowledgedAt ? (
        <span>
          acknowledged by {acknowledgedBy} in <Age since={declaredAt} until={acknowledgedAt} />
        </span>
      ) : (
        isOpen(status) && <span className="font-medium text-ink">nobody has acknowledged it</span>
      )}
    </p>
  );
}
