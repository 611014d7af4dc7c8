import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { TrackerForm } from '@/components/action-items/tracker-form';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { holds } from '@/domain/access/matrix';
import { getTracker } from '@/domain/action-items/get-tracker';

export const metadata: Metadata = { title: 'Action items' };

export default async function ActionItemSettingsPage() {
  const ctx = await requireSession();
  const tracker = await getTracker(ctx);
  const mayChange = holds(ctx.roles, 'policy.manage');
  return (
    <Page>
      <PageHeader
        title="Action items"
        facts={mayChange ? 'Each has a link that opens an issue where your team tracks its work.' : 'An admin may change it.'}
      />
      <TrackerForm key={tracker.version} tracker={tracker} mayChange={mayChange} />
    </Page>
  );
}
