import { Section } from '@/components/ui/section';
import { Cell, Row, Table } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { UserView } from '@/domain/access/schema';
import { ChangeUserButton } from './change-user-button';
import { InviteButton } from './invite-button';

/** Everyone who may sign in. */
export function UsersSection({ users, selfId }: { users: UserView[]; selfId: string | null }) {
  return (
    <Section title="People" about="Roles add up. A change is in force within seconds, open pages included." action={<InviteButton />}>
      <Table
        caption="People"
        head={[
          'Name',
          'Roles',
          <span key="seen" className="max-sm:sr-only">
            Last seen
          </span>,
          <span key="change" className="sr-only">
            Change
          </span>,
        ]}
      >
        {users.map((user) => (
          <Row key={user.id} className={user.state === 'disabled' ? 'text-ink-3' : undefined}>
            <Cell>
              <span className="font-medium">{user.name}</span>
              {user.id === selfId && <span className="text-ink-3"> you</span>}
              <span className="block text-sm text-ink-3">{user.email}</span>
              <span className="block text-sm text-ink-3 sm:hidden">{lastSeen(user)}</span>
            </Cell>
            <Cell>{user.roles.join(', ')}</Cell>
            <Cell className="whitespace-nowrap">
              <span className="max-sm:hidden">{lastSeen(user)}</span>
            </Cell>
            <Cell className="w-16">
              <ChangeUserButton user={user} self={user.id === selfId} />
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  );
}

function lastSeen(user: UserView) {
  if (user.state === 'disabled') return 'disabled';
  if (user.state === 'invited') return 'invited, not yet here';
  return user.lastSeenAt ? <Time at={user.lastSeenAt} /> : 'not yet';
}
