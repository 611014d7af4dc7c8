import Link from 'next/link';
import type { ReactNode } from 'react';
import { STATUS_WORDS } from '@/components/incidents/lifecycle/status-words';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { ChevronIcon } from '@/components/ui/icons';
import { Input } from '@/components/ui/input';
import { Menu, menuItemClass } from '@/components/ui/menu';
import { SeverityMark } from '@/components/ui/severity-mark';
import { IncidentStatus, Severity } from '@/prisma/generated/enums';
import { type ListFilter, listAddress } from './list-address';

/** Each choice is an address of its own, so that a view can be kept and sent. */
export function IncidentFilters({ filter, services }: { filter: ListFilter; services: string[] }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">
      <StatusChoices filter={filter} />
      <nav aria-label="Severity" className="flex gap-1">
        {Object.values(Severity).map((severity) => (
          <Choice
            key={severity}
            href={listAddress(filter, { severity: filter.severity === severity ? undefined : severity })}
            chosen={filter.severity === severity}
          >
            <SeverityMark severity={severity} />
          </Choice>
        ))}
      </nav>
      {filter.tag && (
        <Choice href={listAddress(filter, { tag: undefined })} chosen>
          tag {filter.tag} <span aria-hidden="true">×</span>
          <span className="sr-only">, take this filter away</span>
        </Choice>
      )}
      <form action="/incidents" aria-label="Find incidents" className="ml-auto flex min-w-0 gap-2 max-md:w-full">
        <input type="hidden" name="status" value={filter.status ?? 'all'} />
        {filter.severity && <input type="hidden" name="severity" value={filter.severity} />}
        {filter.tag && <input type="hidden" name="tag" value={filter.tag} />}
        <Input
          name="service"
          aria-label="Service"
          placeholder="Service"
          list="services"
          defaultValue={filter.service}
          className="md:w-36"
        />
        <datalist id="services">
          {services.map((service) => (
            <option key={service} value={service} />
          ))}
        </datalist>
        <Input name="q" aria-label="Words or number" placeholder="Words or number" defaultValue={filter.q} className="md:w-48" />
        <Button type="submit">Filter</Button>
      </form>
    </div>
  );
}

function StatusChoices({ filter }: { filter: ListFilter }) {
  const one = filter.status && filter.status !== 'open' ? STATUS_WORDS[filter.status] : undefined;
  return (
    <nav aria-label="Status" className="flex gap-1">
      <Choice href={listAddress(filter, { status: 'open' })} chosen={filter.status === 'open'}>
        Open
      </Choice>
      <Choice href={listAddress(filter, { status: 'all' })} chosen={!filter.status}>
        All
      </Choice>
      <Menu
        label={
          <>
            {one ?? 'Status'} <ChevronIcon />
          </>
        }
        className={cx('flex items-center', choiceClass(one !== undefined))}
      >
        {Object.values(IncidentStatus).map((status) => (
          <Link
            key={status}
            href={listAddress(filter, { status })}
            aria-current={filter.status === status ? 'true' : undefined}
            className={menuItemClass}
          >
            {STATUS_WORDS[status]}
          </Link>
        ))}
      </Menu>
    </nav>
  );
}

const choiceClass = (chosen: boolean) =>
  cx(
    'rounded-md border px-2 py-0.5 touch:py-2',
    chosen ? 'border-edge font-medium' : 'border-transparent text-ink-2 hover:border-line hover:text-ink',
  );

function Choice({ href, chosen, children }: { href: string; chosen: boolean; children: ReactNode }) {
  return (
    <Link href={href} scroll={false} aria-current={chosen ? 'true' : undefined} className={choiceClass(chosen)}>
      {children}
    </Link>
  );
}
