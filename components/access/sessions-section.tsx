import { revokeSession } from '@/actions/access';
import { RowButton } from '@/components/ui/row-button';
import { Section } from '@/components/ui/section';
import { Cell, Row, Table } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { SessionView } from '@/domain/access/schema';
import { browserName } from './browser-name';
import { SignOutEverywhereButton } from './sign-out-everywhere-button';

/** Where the person who looks is signed in. */
export function SessionsSection({ sessions, selfId }: { sessions: SessionView[]; selfId: string }) {
  return (
    <Section title="Your sessions" about="Every browser in which you are signed in." action={<SignOutEverywhereButton id={selfId} />}>
      <Table
        caption="Your sessions"
        head={[
          'Browser',
          <span key="from" className="max-sm:sr-only">
            Address
          </span>,
          'Last seen',
          <span key="out" className="sr-only">
            Sign out
          </span>,
        ]}
      >
        {sessions.map((one) => (
          <Row key={one.id}>
            <Cell>
              {browserName(one.userAgent)}
              {one.current && <span className="text-ink-3"> this one</span>}
            </Cell>
            <Cell>
              <span className="font-mono text-sm max-sm:hidden">{one.address ?? 'unknown'}</span>
            </Cell>
            <Cell className="whitespace-nowrap">{one.lastSeenAt ? <Time at={one.lastSeenAt} /> : 'never'}</Cell>
            <Cell className="w-16">
              {!one.current && (
                <RowButton action={revokeSession} id={one.id} name={browserName(one.userAgent)}>
                  Sign out
                </RowButton>
              )}
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  );
}
