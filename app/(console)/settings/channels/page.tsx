import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireSession } from '@/auth/require-session';
import { ChannelsTable } from '@/components/deliveries/channels-table';
import { NewChannelButton } from '@/components/deliveries/new-channel-button';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { holds } from '@/domain/access/matrix';
import { listChannels } from '@/domain/deliveries/list-channels';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: 'Channels' };

export default async function ChannelsPage() {
  const ctx = await requireSession();
  if (!holds(ctx.roles, 'channel.manage')) notFound();
  const channels = await listChannels(ctx);
  const mail = env().SMTP_URL ? null : 'No mail server is set: e-mail needs SMTP_URL in the environment.';
  return (
    <Page>
      <PageHeader title="Channels" facts={mail ?? 'Where messages go, by audience. What does not arrive is tried again for six hours.'}>
        <NewChannelButton />
      </PageHeader>
      <ChannelsTable channels={channels} />
    </Page>
  );
}
