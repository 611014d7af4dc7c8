import Link from 'next/link';
import { NextClockMark } from '@/components/clocks/next-clock-mark';
import { STATUS_WORDS } from '@/components/incidents/lifecycle/status-words';
import { cx } from '@/components/ui/cx';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Age, Time } from '@/components/ui/time';
import type { NextClocks } from '@/domain/incidents/clocks/list-next-clocks';
import { isOpen } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import { RestrictedMark } from './restricted-mark';

type IncidentRowsProps = { incidents: IncidentView[]; label: string; next?: NextClocks };

/** One line an incident: how bad, which, what, how it stands, what is due next, where, who, since when. */
export function IncidentRows({ incidents, label, next }: IncidentRowsProps) {
  return (
    <ul data-list aria-label={label} className="divide-y divide-line border-y border-line">
      {incidents.map((incident) => (
        <li key={incident.number} className="relative hover:bg-ink/4">
          <IncidentLine incident={incident} next={next} />
        </li>
      ))}
    </ul>
  );
}

function IncidentLine({ incident, next }: { incident: IncidentView; next?: NextClocks }) {
  const { number, title, severity, status, service, declaredAt, acknowledgedBy, resolvedAt } = incident;
  const open = isOpen(status);
  const clock = next?.byNumber.get(number);
  const leads = incident.roles.find(({ role }) => role === 'commander')?.name ?? acknowledgedBy;
  return (
    <div className="grid grid-cols-[2.5rem_minmax(0,1fr)_auto] items-baseline gap-x-3 py-1.5 md:grid-cols-[2.5rem_2.5rem_minmax(0,1fr)_7rem_14rem_5.5rem] lg:grid-cols-[2.5rem_2.5rem_minmax(0,1fr)_7rem_14rem_8rem_7rem_5.5rem] touch:py-2.5">
      <SeverityMark severity={severity} className="text-sm" />
      <span className="text-ink-3 max-md:hidden">#{number}</span>
      <Link
        data-item
        href={`/incidents/${number}`}
        className={cx(
          'min-w-0 truncate after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:outline-none',
          open && 'font-medium',
        )}
      >
        {title}
        {incident.restricted && <RestrictedMark className="ml-2 text-sm font-normal text-ink-2" />}
        {incident.customerVisible && <span className="ml-2 text-sm font-normal text-ink-2">customers see it</span>}
      </Link>
      <span className={cx('whitespace-nowrap', status === 'triggered' ? 'font-medium' : 'text-ink-2')}>{STATUS_WORDS[status]}</span>
      <span className="min-w-0 max-md:order-last max-md:col-span-2 max-md:col-start-2 max-md:text-sm">
        {clock && next && <NextClockMark clock={clock} now={next.now} className="max-w-full" />}
      </span>
      <span className="truncate text-ink-2 max-md:col-start-2 max-md:text-sm md:max-lg:hidden">
        <span className="md:hidden">#{number} · </span>
        {service ?? '—'}
      </span>
      <span className="truncate text-ink-2 max-lg:hidden">{leads ?? '—'}</span>
      <span className="text-right whitespace-nowrap text-ink-2 max-md:text-sm">
        {open ? <Age since={declaredAt} /> : <Time at={resolvedAt ?? declaredAt} />}
      </span>
    </div>
  );
}
