import type { Metadata } from 'next';
import Link from 'next/link';
import { requireSession } from '@/auth/require-session';
import { ScheduleRows } from '@/components/schedules/schedule-rows';
import { KeepFresh } from '@/components/shell/keep-fresh';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { listSchedules } from '@/domain/diagnostics/schedules/list-schedules';

export const metadata: Metadata = { title: 'Schedules' };

export default async function SchedulesPage() {
  const ctx = await requireSession();
  const schedules = await listSchedules(ctx, { ended: true });
  const going = schedules.filter(({ state }) => state !== 'ended');
  const ended = schedules.filter(({ state }) => state === 'ended');
  return (
    <Page>
      <KeepFresh />
      <PageHeader title="Schedules" facts="Diagnostics that run by themselves." />
      {going.length > 0 ? (
        <ScheduleRows schedules={going} label="Schedules" />
      ) : (
        <EmptyState title="Nothing runs by itself">
          Open a{' '}
          <Link href="/runbooks" className="link">
            runbook
          </Link>
          , and press the clock beside a diagnostic’s Run.
        </EmptyState>
      )}
      {ended.length > 0 && (
        <Section title="Ended">
          <ScheduleRows schedules={ended} label="Ended schedules" />
        </Section>
      )}
    </Page>
  );
}
