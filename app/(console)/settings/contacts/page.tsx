import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { ContactsTable } from '@/components/oncall/contacts-table';
import { LevelsSection } from '@/components/oncall/levels-section';
import { NewContactButton } from '@/components/oncall/new-contact-button';
import { TeamLinksSection } from '@/components/oncall/team-links-section';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { holds } from '@/domain/access/matrix';
import { listContacts } from '@/domain/oncall/list-contacts';
import { listLevels } from '@/domain/oncall/list-levels';
import { listTeamLinks } from '@/domain/oncall/list-team-links';

export const metadata: Metadata = { title: 'Contacts' };

export default async function ContactsPage() {
  const ctx = await requireSession();
  const [contacts, levels, links] = await Promise.all([listContacts(ctx), listLevels(ctx), listTeamLinks(ctx)]);
  const mayChange = holds(ctx.roles, 'contact.manage');
  return (
    <Page>
      <PageHeader title="Contacts" facts="Who is called, for what, and who is next.">
        {mayChange && <NewContactButton />}
      </PageHeader>
      <ContactsTable contacts={contacts} levels={levels} mayChange={mayChange} />
      <LevelsSection levels={levels} mayChange={mayChange} />
      <TeamLinksSection links={links} mayChange={mayChange} />
    </Page>
  );
}
