import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Input } from '@/components/ui/input';
import { SeverityMark } from '@/components/ui/severity-mark';
import { IncidentStatus, Severity } from '@/prisma/generated/enums';
import { type ListFilter, listAddress } from './list-address';
import { STATUS_WORDS } from './status-words';

/** Each choice is an address of its own, so that a view can be kept and sent. */
export function IncidentFilters({ filter, services }: { filter: ListFilter; services: string[] }) {
  return (
    <div className="grid gap-2 pb-3">
      <Choices label="Status">
        <Choice href={listAddress(filter, { status: 'open' })} chosen={filter.status === 'open'}>
          Open
        </Choice>
        <Choice href={listAddress(filter, { status: 'all' })} chosen={!filter.status}>
          All
        </Choice>
        {Object.values(IncidentStatus).map((status) => (
          <Choice key={status} href={listAddress(filter, { status })} chosen={filter.status === status}>
            {STATUS_WORDS[status]}
          </Choice>
        ))}
      </Choices>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <Choices label="Severity">
          {Object.values(Severity).map((severity) => (
            <Choice
              key={severity}
              href={listAddress(filter, { severity: filter.severity === severity ? undefined : severity })}
              chosen={filter.severity === severity}
            >
              <SeverityMark severity={severity} />
            </Choice>
          ))}
        </Choices>
        <form action="/incidents" aria-label="Find incidents" className="flex min-w-0 grow gap-2 max-sm:flex-wrap">
          <input type="hidden" name="status" value={filter.status ?? 'all'} />
          {filter.severity && <input type="hidden" name="severity" value={filter.severity} />}
          <Input
            name="service"
            aria-label="Service"
            placeholder="Service"
            list="services"
            defaultValue={filter.service}
            className="sm:max-w-44"
          />
          <datalist id="services">
            {services.map((service) => (
              <option key={service} value={service} />
            ))}
          </datalist>
          <Input name="q" aria-label="Words or number" placeholder="Words or number" defaultValue={filter.q} className="sm:max-w-56" />
          <Button type="submit">Filter</Button>
        </form>
      </div>
    </div>
  );
}

function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-x-1 gap-y-1">
      {children}
    </nav>
  );
}

function Choice({ href, chosen, children }: { href: string; chosen: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={chosen ? 'true' : undefined}
      className={cx(
        'rounded-md border px-2 py-0.5 touch:py-2',
        chosen ? 'border-edge font-medium' : 'border-transparent text-ink-2 hover:border-line hover:text-ink',
      )}
    >
      {children}
    </Link>
  );
}
