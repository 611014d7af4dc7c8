import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { requireSession } from '@/auth/require-session';
import { ItemActions } from '@/components/action-items/item-actions';
import { ItemMark } from '@/components/action-items/item-mark';
import { Source } from '@/components/action-items/item-table';
import { KeepFresh } from '@/components/shell/keep-fresh';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import { holds } from '@/domain/access/matrix';
import { getActionItem } from '@/domain/action-items/get-action-item';
import { getProof } from '@/domain/action-items/get-proof';
import { getTracker } from '@/domain/action-items/get-tracker';
import { KIND_WORDS, trackerAddress } from '@/domain/action-items/rules';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { env } from '@/lib/env';

type PageProps = { params: Promise<{ number: string }> };

async function load(ctx: Context, number: string) {
  if (!/^\d{1,9}$/.test(number)) notFound();
  return getActionItem(ctx, Number(number)).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') notFound();
    throw error;
  });
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const item = await load(await requireSession(), (await params).number);
  return { title: `${item.title} · action item ${item.number}` };
}

export default async function ActionItemPage({ params }: PageProps) {
  const ctx = await requireSession();
  const item = await load(ctx, (await params).number);
  const [proof, { template }] = await Promise.all([getProof(ctx, item), getTracker(ctx)]);
  const home = env().PUBLIC_URL ?? `http://${(await headers()).get('host')}`;
  return (
    <Page>
      <KeepFresh />
      <PageHeader
        title={item.title}
        facts={
          <>
            Action item {item.number} · <ItemMark item={item} />
          </>
        }
      />
      <div className="grid max-w-[70ch] gap-5">
        {item.detail && <p className="whitespace-pre-wrap wrap-anywhere">{item.detail}</p>}
        {holds(ctx.roles, 'action_item.edit') && <ItemActions key={item.revision} item={item} proof={proof} />}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
          <Fact name="For">{KIND_WORDS[item.kind]}</Fact>
          <Fact name="Owner">{item.owner?.name ?? 'nobody yet'}</Fact>
          <Fact name="Due">{item.dueAt ? <Time at={item.dueAt} /> : 'no date'}</Fact>
          <Fact name="From">
            <Source item={item} /> {item.block && <span className="text-ink-3">block {item.block}</span>}
          </Fact>
          <Fact name="Agreed">
            by {item.createdBy}, <Time at={item.createdAt} />
          </Fact>
          {item.doneAt && (
            <Fact name="Done">
              by {item.doneBy}, <Time at={item.doneAt} />
            </Fact>
          )}
          {item.verifiedAt && (
            <Fact name="Verified">
              by {item.verifiedBy}, <Time at={item.verifiedAt} />
              {item.verifyingRun && (
                <>
                  , by the run of{' '}
                  <Link href={`/runs/${item.verifyingRun.id}`} className="link">
                    {item.verifyingRun.title}
                  </Link>
                </>
              )}
            </Fact>
          )}
          <Tracker url={item.trackerUrl} create={template && trackerAddress(template, item, `${home}/action-items/${item.number}`)} />
        </dl>
      </div>
    </Page>
  );
}

function Tracker({ url, create }: { url: string | null; create: string }) {
  if (!url && !create) return null;
  return (
    <Fact name="Tracker">
      <a href={url ?? create} rel="noreferrer" target="_blank" className="link break-all">
        {url ?? 'Open an issue there'}
      </a>
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
