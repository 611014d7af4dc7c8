'use client';
import Link from 'next/link';
import { useEffect } from 'react';
import { IncidentActions } from '@/components/incidents/lifecycle/incident-actions';
import type { Rights } from '@/components/incidents/lifecycle/rights';
import { STATUS_WORDS } from '@/components/incidents/lifecycle/status-words';
import { RestrictedMark } from '@/components/incidents/list/restricted-mark';
import type { Me } from '@/components/incidents/people/me';
import { PresenceMark } from '@/components/incidents/people/presence-mark';
import { RoleStrip } from '@/components/incidents/people/role-strip';
import { commanderOf } from '@/components/incidents/people/take-command';
import type { SeverityMeaning } from '@/components/incidents/severity/severity-choice';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Age, Time } from '@/components/ui/time';
import type { Presence } from '@/domain/incidents/people/schema';
import { isOpen } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import type { Severity } from '@/prisma/generated/enums';

const edges = { P0: 'border-l-p0', P1: 'border-l-p1', P2: 'border-l-p2', P3: 'border-l-p3' } satisfies Record<Severity, string>;

type IncidentHeaderProps = {
  incident: IncidentView;
  me: Me;
  may: Rights;
  meanings: SeverityMeaning[];
  presence?: Presence;
  onChanged: () => void;
};

/** What is broken, how bad, how it stands, for how long, who leads; and the next thing to do about it. */
export function IncidentHeader({ incident, me, may, meanings, presence, onChanged }: IncidentHeaderProps) {
  const { severity, title } = incident;
  useEffect(() => {
    document.title = `${severity} ${title} · #${incident.number} · Sitrep`;
  }, [severity, title, incident.number]);
  return (
    <header className={`shrink-0 border-b border-l-4 border-b-line px-4 py-2 max-sm:px-3 max-sm:py-1.5 ${edges[severity]}`}>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1.5">
        <div className="min-w-0">
          <h1 className="flex items-baseline gap-2.5 text-lg font-semibold tracking-tight max-sm:gap-2 max-sm:text-md">
            <SeverityMark severity={severity} />
            <span title={title} className="line-clamp-2 min-w-0 text-pretty">
              {title}
            </span>
          </h1>
          <Facts incident={incident} presence={presence} />
        </div>
        <IncidentActions incident={incident} me={me} may={may} meanings={meanings} onChanged={onChanged} />
      </div>
      <RoleStrip incident={incident} me={me} mayAssign={may.assignRole} onChanged={onChanged} />
    </header>
  );
}

function Facts({ incident, presence }: { incident: IncidentView; presence?: Presence }) {
  const { number, status, service, declaredAt, acknowledgedAt, acknowledgedBy, resolvedAt, mergedInto } = incident;
  const open = isOpen(status);
  const commander = commanderOf(incident);
  return (
    <div className="flex flex-wrap text-ink-2 [&>*:not(:first-child)]:before:px-1.5 [&>*:not(:first-child)]:before:font-normal [&>*:not(:first-child)]:before:text-ink-3 [&>*:not(:first-child)]:before:content-['·']">
      <span>#{number}</span>
      {mergedInto === null ? (
        <span className="font-medium text-ink">{STATUS_WORDS[status]}</span>
      ) : (
        <span className="font-medium text-ink">
          Merged into{' '}
          <Link href={`/incidents/${mergedInto}`} className="link">
            #{mergedInto}
          </Link>
        </span>
      )}
      <span>
        {resolvedAt && 'lasted '}
        {open || resolvedAt ? <Age since={declaredAt} until={resolvedAt} /> : <Time at={declaredAt} />}
      </span>
      {service && <span className="max-sm:hidden">{service}</span>}
      <span className="sm:hidden">{commander ? `${commander.name} leads` : 'nobody leads'}</span>
      {incident.restricted && (
        <span>
          <RestrictedMark className="font-medium text-ink" />
        </span>
      )}
      {incident.customerVisible && <span className="max-sm:hidden">customers see it</span>}
      {acknowledgedAt ? (
        <span className="max-sm:hidden">
          acknowledged by {acknowledgedBy} in <Age since={declaredAt} until={acknowledgedAt} />
        </span>
      ) : (
        open && <span className="font-medium text-ink max-sm:hidden">nobody has acknowledged it</span>
      )}
      {presence && presence.people.length > 0 && (
        <span className="flex max-sm:hidden">
          <PresenceMark presence={presence} />
        </span>
      )}
    </div>
  );
}
