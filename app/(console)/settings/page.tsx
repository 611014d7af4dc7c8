import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { ApiKeysSection } from '@/components/access/api-keys-section';
import { ChangePasswordForm } from '@/components/access/change-password-form';
import { SessionsSection } from '@/components/access/sessions-section';
import { UsersSection } from '@/components/access/users-section';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { listApiKeys } from '@/domain/access/list-api-keys';
import { listSessions } from '@/domain/access/list-sessions';
import { listUsers } from '@/domain/access/list-users';
import { holds } from '@/domain/access/matrix';
import { sandbox } from '@/lib/sandbox/level';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const ctx = await requireSession();
  const admin = holds(ctx.roles, 'access.manage');
  const [users, keys, sessions] = await Promise.all([admin ? listUsers(ctx) : null, admin ? listApiKeys(ctx) : null, listSessions(ctx)]);
  const selfId = ctx.actor.id ?? '';
  return (
    <Page>
      <PageHeader title="Settings" facts={`${ctx.actor.name}: ${[...ctx.roles].join(', ')}`} />
      {users && <UsersSection users={users} selfId={selfId} />}
      {keys && <ApiKeysSection keys={keys} />}
      <SessionsSection sessions={sessions} selfId={selfId} />
      <Section title="Your password">
        <ChangePasswordForm />
      </Section>
      <Section title="How scripts are held">
        <p className="max-w-[70ch]">{sandbox().enforced}</p>
      </Section>
    </Page>
  );
}
