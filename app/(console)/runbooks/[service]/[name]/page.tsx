import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireSession } from '@/auth/require-session';
import { LivePage } from '@/components/live/live-page';
import { LiveNotice } from '@/components/live/live-state';
import { StaleMark } from '@/components/rehearsal/stale-mark';
import { Contents } from '@/components/runbooks/contents';
import { contentsEntries } from '@/components/runbooks/contents-entries';
import { RunbookArticle, RunbookDesk } from '@/components/runbooks/runbook-document';
import { RunbookFacts } from '@/components/runbooks/runbook-facts';
import type { RunbookProps } from '@/components/runbooks/runbook-props';
import { RECENT_RUNS } from '@/components/runbooks/with-run';
import { LinkButton } from '@/components/ui/link-button';
import { SeverityMark } from '@/components/ui/severity-mark';
import { listRuns } from '@/domain/diagnostics/list-runs';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { runbookProps } from '../../runbook-props';

type RunbookPage = { params: Promise<{ service: string; name: string }> };

const slugOf = async ({ params }: RunbookPage) => {
  const { service, name } = await params;
  return `${decodeURIComponent(service)}/${decodeURIComponent(name)}`;
};

export async function generateMetadata(page: RunbookPage): Promise<Metadata> {
  const runbook = await loadRunbook(await slugOf(page));
  return { title: runbook?.title ?? 'Runbook' };
}

export default async function Page(page: RunbookPage) {
  const ctx = await requireSession();
  const slug = await slugOf(page);
  const props = await runbookProps(ctx, slug);
  if (!props) notFound();
  const runs = await listRuns(ctx, { runbook: slug, limit: RECENT_RUNS, origin: 'request' }).catch(() => []);
  const { runbook } = props;
  return (
    <LivePage path={`/live/runbooks/${slug}`}>
      <RunbookDesk {...props}>
        <div className="mx-auto grid w-full max-w-[92rem] gap-x-10 px-4 pb-24 wide:grid-cols-[13rem_minmax(0,1fr)] xl:grid-cols-[13rem_minmax(0,1fr)_15rem]">
          <div className="wide:col-start-2">
            <Masthead runbook={runbook} stale={props.stale} />
            <LiveNotice />
            {props.degraded && (
              <p className="border-y border-warn py-1.5 text-warn">
                The database is away: this can be read, but nothing runs until it is back, and last runs are not shown.
              </p>
            )}
          </div>
          <div className="hidden wide:col-start-1 wide:row-span-2 wide:row-start-1 wide:block">
            <div className="sticky top-[calc(var(--bar-height)+1.5rem)] max-h-[calc(100dvh-var(--bar-height)-3rem)] overflow-y-auto pt-6">
              <Contents entries={contentsEntries(runbook)} />
            </div>
          </div>
          <div className="min-w-0 wide:col-start-2">
            <RunbookArticle {...props} />
          </div>
          <aside
            aria-label="About this runbook"
            className="mt-10 border-t border-line pt-6 wide:col-start-2 xl:col-start-3 xl:row-span-2 xl:row-start-1 xl:mt-0 xl:border-0"
          >
            <RunbookFacts runbook={runbook} runs={runs} ranByItself={Object.keys(props.lastRuns).length > 0} />
          </aside>
        </div>
      </RunbookDesk>
    </LivePage>
  );
}

function Masthead({ runbook, stale }: Pick<RunbookProps, 'runbook' | 'stale'>) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pt-6 pb-5">
      <div className="max-w-[70ch] min-w-0">
        <h1 className="text-xl font-semibold tracking-tight text-balance">{runbook.title}</h1>
        <p className="mt-1 text-md text-ink-2">{runbook.summary}</p>
        <p className="mt-1.5 flex flex-wrap gap-x-4 text-ink-3">
          <span>{runbook.service}</span>
          {runbook.owner && <span>owned by {runbook.owner}</span>}
          <StaleMark stale={stale} />
          {runbook.severity && (
            <span className="inline-flex gap-1.5">
              declared as <SeverityMark severity={runbook.severity} />
            </span>
          )}
          {runbook.tags.length > 0 && <span>{runbook.tags.join(', ')}</span>}
        </p>
      </div>
      <LinkButton href={`/incidents/declare?runbook=${encodeURIComponent(runbook.slug)}`}>Declare from this runbook</LinkButton>
    </header>
  );
}
