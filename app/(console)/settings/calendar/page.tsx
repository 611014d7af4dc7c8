import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { CalendarForm } from '@/components/clocks/calendar-form';
import { HolidaysSection } from '@/components/clocks/holidays-section';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { holds } from '@/domain/access/matrix';
import { getCalendar } from '@/domain/incidents/clocks/get-calendar';
import { timeZones } from '@/domain/incidents/clocks/schema';

export const metadata: Metadata = { title: 'Calendar' };

export default async function CalendarPage() {
  const ctx = await requireSession();
  const calendar = await getCalendar(ctx);
  const mayChange = holds(ctx.roles, 'policy.manage');
  return (
    <Page>
      <PageHeader title="Calendar" facts={mayChange ? '“Next business day” counts by it.' : 'An admin may change it.'} />
      <CalendarForm key={calendar.version} calendar={calendar} zones={timeZones()} mayChange={mayChange} />
      <Section title="Holidays" about="Dates in the calendar’s time zone.">
        <HolidaysSection holidays={calendar.holidays} mayChange={mayChange} />
      </Section>
    </Page>
  );
}
