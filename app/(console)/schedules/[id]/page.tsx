import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { requireSession } from '@/auth/require-session';
import { HistoryPlot } from '@/components/schedules/history-plot';
import { HistoryTable } from '@/components/schedules/history-table';
import { paceWords } from '@/components/schedules/pace-words';
import { ScheduleActions } from '@/components/schedules/schedule-actions';
import { NextTick } from '@/components/schedules/schedule-rows';
import { KeepFresh } from '@/components/shell/keep-fresh';
import { EmptyState } from '@/components/ui/empty-state';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import { VerdictMark } from '@/components/ui/verdict-mark';
import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { getScheduleHistory } from '@/domain/diagnostics/schedules/get-schedule-history';
import { permissionToSchedule } from '@/domain/diagnostics/schedules/rules';
import type { ScheduleHistory, ScheduleView } from '@/domain/diagnostics/schedules/schema';
import { DomainError } from '@/domain/errors';
import { findBlock } from '@/domain/runbooks/find-block';

type PageProps = { params: Promise<{ id: string }> };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function load(ctx: Context, id: string): Promise<ScheduleHistory> {
  if (!UUID.test(id)) notFound();
  return getScheduleHistory(ctx, { id }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') notFound();
    throw error;
  });
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { schedule } = await load(await requireSession(), (await params).id);
  return { title: `${schedule.title} · Schedule` };
}

export default async function SchedulePage({ params }: PageProps) {
  const ctx = await requireSession();
  const { schedule, value, points } = await load(ctx, (await params).id);
  const block = await findBlock(schedule.runbook, schedule.block);
  const isTaken = value === 'took';
  return (
    <Page>
      <KeepFresh />
      <PageHeader title={schedule.title} facts={<Facts schedule={schedule} />}>
        <ScheduleActions
          schedule={schedule}
          contentHash={block?.contentHash ?? null}
          mayStop={holds(ctx.roles, 'schedule.manage')}
          mayResume={holds(ctx.roles, permissionToSchedule([schedule.environment]))}
        />
      </PageHeader>
      {schedule.state === 'paused' && block && block.contentHash !== schedule.contentHash && (
        <p className="border-y border-line py-2 text-ink-2">
          Resuming runs the block as it is now.{' '}
          <Link className="link" href={`/runbooks/${schedule.runbook}#block-${schedule.block}`}>
            Read it first
          </Link>
          .
        </p>
      )}
      {points.length === 0 ? (
        <EmptyState title="No result yet">The first one is here when it has run.</EmptyState>
      ) : (
        <>
          <HistoryPlot
            points={points}
            label={`${isTaken ? 'Milliseconds it took' : value}, the last ${points.length} runs, oldest at the left`}
          />
          <HistoryTable points={points} value={isTaken ? null : value} />
        </>
      )}
    </Page>
  );
}

function Facts({ schedule }: { schedule: ScheduleView }) {
  const { runbook, block, target, environment, word, wordSince, createdBy, skippedTicks, keepDays, inputs } = schedule;
  return (
    <span className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      {word && (
        <span className="inline-flex items-baseline gap-2">
          <VerdictMark word={word} />
          {wordSince && (
            <span className="text-sm text-ink-3">
              since <Time at={wordSince} />
            </span>
          )}
        </span>
      )}
      <Link href={`/runbooks/${runbook}#block-${block}`} className="link">
        {runbook}
      </Link>
      <span>
        {target} <EnvironmentMark environment={environment} />
      </span>
      <span>
        {paceWords(schedule)}, <NextTick schedule={schedule} />
      </span>
      <span className="text-ink-3">
        by {createdBy}, kept {keepDays} {keepDays === 1 ? 'day' : 'days'}
        {skippedTicks > 0 && `, ${skippedTicks} left out`}
      </span>
      {Object.entries(inputs).map(([name, given]) => (
        <span key={name} className="font-mono text-sm text-ink-3">
          {name} = {String(given)}
        </span>
      ))}
    </span>
  );
}
