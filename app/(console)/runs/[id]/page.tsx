import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireSession } from '@/auth/require-session';
import { RunPage } from '@/components/diagnostics/run-page';
import { LivePage } from '@/components/live/live-page';
import { LiveNotice } from '@/components/live/live-state';
import { Page } from '@/components/ui/page';
import { getRun } from '@/domain/diagnostics/get-run';
import { getRunRecord } from '@/domain/diagnostics/get-run-record';
import { runRights } from '@/domain/diagnostics/run-rights';
import { DomainError } from '@/domain/errors';

type RunParams = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: RunParams): Promise<Metadata> {
  const run = await getRun(await requireSession(), (await params).id).catch(() => null);
  return { title: run ? `Run: ${run.title}` : 'Run' };
}

export default async function Run({ params }: RunParams) {
  const ctx = await requireSession();
  const { id } = await params;
  const record = await getRunRecord(ctx, id).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') notFound();
    throw error;
  });
  return (
    <LivePage path={`/live/runs/${record.run.id}`}>
      <Page className="max-w-7xl">
        <LiveNotice />
        <RunPage record={record} mayCancel={runRights(ctx, false).cancel} />
      </Page>
    </LivePage>
  );
}
