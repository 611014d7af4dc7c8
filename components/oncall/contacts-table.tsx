import { EmptyState } from '@/components/ui/empty-state';
import { Cell, Row, Table } from '@/components/ui/table';
import type { ContactView, LevelView } from '@/domain/oncall/schema';
import { ChangeContactButton } from './change-contact-button';
import type { Account } from './contact-form';
import { ContactWays } from './contact-ways';

/** Without accounts nothing can be changed here. */
type ContactsTableProps = { contacts: ContactView[]; levels: LevelView[]; accounts: readonly Account[] | null };

/** Everyone to turn to, level by level. */
export function ContactsTable({ contacts, levels, accounts }: ContactsTableProps) {
  if (contacts.length === 0)
    return <EmptyState title="Nobody is listed">Add who is called first, with a number that rings at night.</EmptyState>;
  return (
    <Table
      caption="Contacts"
      head={[
        'Level',
        'Who',
        <span key="areas" className="max-md:sr-only">
          Asked about
        </span>,
        'Reached by',
        <span key="change" className="sr-only">
          Change
        </span>,
      ]}
    >
      {contacts.map((contact) => (
        <Row key={contact.id}>
          <Cell className="w-px" title={levels.find(({ level }) => level === contact.level)?.name}>
            {contact.level}
          </Cell>
          <Cell>
            <span className="font-medium">{contact.name}</span>
            <span className="block text-sm text-ink-3">{contact.team ? `${contact.role} · ${contact.team}` : contact.role}</span>
            {contact.user && <span className="block text-sm text-ink-3">Signs in here as {contact.user.name}</span>}
            <span className="block text-sm text-ink-3 md:hidden">{contact.areas.join(', ')}</span>
          </Cell>
          <Cell>
            <span className="max-md:hidden">{contact.areas.join(', ')}</span>
          </Cell>
          <Cell>
            <ContactWays name={contact.name} methods={contact.methods} className="flex-col" />
          </Cell>
          <Cell className="w-16">{accounts && <ChangeContactButton contact={contact} accounts={accounts} />}</Cell>
        </Row>
      ))}
    </Table>
  );
}
