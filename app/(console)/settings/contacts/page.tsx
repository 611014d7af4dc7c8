import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import type { Account } from '@/components/oncall/contact-form';
import { ContactsTable } from '@/components/oncall/contacts-table';
import { LevelsSection } from '@/components/oncall/levels-section';
import { NewContactButton } from '@/components/oncall/new-contact-button';
import { TeamLinksSection } from '@/components/oncall/team-links-section';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { listUsers } from '@/domain/access/list-users';
import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { listContacts } from '@/domain/oncall/list-contacts';
import { listLevels } from '@/domain/oncall/list-levels';
import { listTeamLinks } from '@/domain/oncall/list-team-links';

export const metadata: Metadata = { title: 'Contacts' };

/** Whoever may change contacts may see who signs in here. */
async function accountsOf(ctx: Context): Promise<Account[]> {
  return (await listUsers(ctx)).map(({ id, name, email }) => ({ id, name, email }));
}

export default async function ContactsPage() {
  const ctx = await requireSession();
  const mayChange = holds(ctx.roles, 'contact.manage');
  const [contacts, levels, links, accounts] = await Promise.all([
    listContacts(ctx),
    listLevels(ctx),
    listTeamLinks(ctx),
    mayChange ? accountsOf(ctx) : null,
  ]);
  return (
    <Page>
      <PageHeader title="Contacts" facts="Who is called, for what, and who is next.">
        {accounts && <NewContactButton accounts={accounts} />}
      </PageHeader>
      <ContactsTable contacts={contacts} levels={levels} accounts={accounts} />
      <LevelsSection levels={levels} mayChange={mayChange} />
      <TeamLinksSection links={links} mayChange={mayChange} />
    </Page>
  );
}
