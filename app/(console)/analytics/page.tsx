import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { requireSession } from '@/auth/require-session';
import { type AnalyticsFilter, analyticsAddress } from '@/components/analytics/analytics-address';
import { CourseChart } from '@/components/analytics/course-chart';
import { DistributionChart } from '@/components/analytics/distribution-chart';
import { Figures } from '@/components/analytics/figures';
import { GroupTable } from '@/components/analytics/group-table';
import { CauseTable, FailedBlockTable, RunbookTable } from '@/components/analytics/learned-tables';
import { PeriodFilter } from '@/components/analytics/period-filter';
import { LearnNav } from '@/components/shell/learn-nav';
import { buttonClass } from '@/components/ui/button';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { getAnalytics } from '@/domain/analytics/get-analytics';
import { NO_SERVICE, OTHERS } from '@/domain/analytics/rules';
import { type AnalyticsView, AskAnalytics } from '@/domain/analytics/schema';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { timeZones } from '@/domain/incidents/clocks/schema';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';
import type { Severity } from '@/prisma/generated/enums';

export const metadata: Metadata = { title: 'Are we getting better?' };

type Query = Promise<Record<string, string | string[] | undefined>>;

type Looked = { filter: AnalyticsFilter; view: AnalyticsView; wrong: string | null };

/** What the address asks for; where any of it is not possible, the usual period, and all that is wrong. */
async function look(ctx: Context, query: Awaited<Query>): Promise<Looked> {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => typeof value === 'string' && value.trim()));
  const known = AskAnalytics.safeParse(given);
  const usual = async (wrong: string): Promise<Looked> => ({ filter: {}, view: await getAnalytics(ctx, {}), wrong });
  if (!known.success) return usual(known.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '));
  try {
    return { filter: known.data, view: await getAnalytics(ctx, known.data), wrong: null };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid') return usual(error.message);
    throw error;
  }
}

export default async function AnalyticsPage({ searchParams }: { searchParams: Query }) {
  const ctx = await requireSession();
  const [{ filter, view, wrong }, runbooks] = await Promise.all([look(ctx, await searchParams), listRunbooks()]);
  const { period, previous } = view;
  const counted = view.byService.map(({ name }) => name).filter((name) => name !== NO_SERVICE && name !== OTHERS);
  return (
    <Page>
      <LearnNav className="pt-4 -mb-2" />
      <PageHeader
        title="Are we getting better?"
        facts={`Incidents declared from ${period.from} to ${period.to}, beside the ${period.days === 1 ? 'day' : `${period.days} days`} from ${previous.from}.`}
      >
        {/* No page of ours: asked for ahead of time, it would count everything once more. */}
        <a
          className={buttonClass()}
          href={analyticsAddress({ ...filter, from: period.from, to: period.to }, '/api/v1/analytics', { format: 'csv' })}
          download
        >
          CSV
        </a>
      </PageHeader>
      {wrong && (
        <p role="alert" className="pb-3 text-fail">
          The address asks for what is not possible: {wrong}. The last 90 days are shown.
        </p>
      )}
      <PeriodFilter
        period={period}
        filter={filter}
        services={[...new Set([...counted, ...runbooks.map(({ service }) => service)])]}
        zones={[...new Set([period.zone, ...timeZones()])]}
      />
      <Figures view={view} />
      <Part title="Over time">
        <CourseChart steps={view.overTime} unit={period.unit} />
      </Part>
      <Part title="How long it takes">
        <div className="grid gap-8 md:grid-cols-2">
          <DistributionChart title="Time to acknowledge" bars={view.acknowledge.distribution} />
          <DistributionChart title="Time to resolve" bars={view.resolve.distribution} />
        </div>
      </Part>
      <Part title="By severity">
        <GroupTable
          caption="By severity"
          name="Severity"
          groups={view.bySeverity}
          hrefOf={(severity) => analyticsAddress({ ...filter, severity: severity as Severity })}
        />
      </Part>
      <Part title="By service">
        <GroupTable
          caption="By service"
          name="Service"
          groups={view.byService}
          hrefOf={(service) => (service === NO_SERVICE || service === OTHERS ? null : analyticsAddress({ ...filter, service }))}
        />
      </Part>
      <Part title="Runbooks that helped">
        <RunbookTable runbooks={view.runbooks} />
      </Part>
      <Part title="Blocks that failed">
        <FailedBlockTable blocks={view.failedBlocks} />
      </Part>
      <Part title="Repeats of the same cause">
        <CauseTable causes={view.causes} />
      </Part>
    </Page>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="pt-8">
      <h2 className="pb-2 text-md font-semibold">{title}</h2>
      {children}
    </section>
  );
}
