import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { plusDays } from '@/domain/analytics/rules';
import type { Period } from '@/domain/analytics/schema';
import { Severity } from '@/prisma/generated/enums';
import { type AnalyticsFilter, analyticsAddress } from './analytics-address';

const LENGTHS = [
  { days: 30, words: '30 days' },
  { days: 90, words: '90 days' },
  { days: 365, words: 'a year' },
];

/** What is looked at. Every choice is an address, so that a view can be kept and sent. */
export function PeriodFilter({
  period,
  filter,
  services,
  zones,
}: {
  period: Period;
  filter: AnalyticsFilter;
  services: string[];
  zones: string[];
}) {
  return (
    <div className="grid gap-3 pb-6">
      <nav aria-label="Length" className="flex flex-wrap gap-1">
        {LENGTHS.map(({ days, words }) => (
          <Link
            key={days}
            href={analyticsAddress({ ...filter, from: plusDays(period.to, 1 - days), to: period.to })}
            aria-current={period.days === days ? 'true' : undefined}
            className={cx(
              'rounded-md border px-2 py-1 text-sm touch:py-2.5',
              period.days === days ? 'border-ink font-medium' : 'border-transparent text-ink-2 hover:text-ink',
            )}
          >
            {words}
          </Link>
        ))}
      </nav>
      <form action="/analytics" aria-label="Period" className="flex flex-wrap items-end gap-3">
        <Field label="From">{(c) => <Input {...c} type="date" name="from" defaultValue={period.from} required />}</Field>
        <Field label="To">{(c) => <Input {...c} type="date" name="to" defaultValue={period.to} required />}</Field>
        <Field label="Severity">
          {(c) => (
            <Select {...c} name="severity" defaultValue={filter.severity ?? ''}>
              <option value="">any</option>
              {Object.values(Severity).map((severity) => (
                <option key={severity}>{severity}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Service">
          {(c) => <Input {...c} name="service" list="services" placeholder="any" defaultValue={filter.service} className="w-36" />}
        </Field>
        <Field label="Zone">
          {(c) => (
            <Select {...c} name="zone" defaultValue={period.zone} className="w-40">
              {zones.map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </Select>
          )}
        </Field>
        <datalist id="services">
          {services.map((service) => (
            <option key={service} value={service} />
          ))}
        </datalist>
        <Button type="submit">Show</Button>
      </form>
    </div>
  );
}
