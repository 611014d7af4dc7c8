import { revokeApiKey } from '@/actions/access';
import { EmptyState } from '@/components/ui/empty-state';
import { RowButton } from '@/components/ui/row-button';
import { Section } from '@/components/ui/section';
import { Cell, Row, Table } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { ApiKeyView } from '@/domain/access/schema';
import { NewApiKeyButton } from './new-api-key-button';

const ENDED = { expired: 'has run out', revoked: 'revoked', stopped: 'stopped: its maker is disabled' } as const;

/** The keys of scripts. */
export function ApiKeysSection({ keys }: { keys: ApiKeyView[] }) {
  return (
    <Section
      title="API keys"
      about="For scripts. A key never does more than the person who made it may do today."
      action={<NewApiKeyButton />}
    >
      {keys.length === 0 ? (
        <EmptyState title="No keys yet">Make one to declare incidents or run diagnostics from a script.</EmptyState>
      ) : (
        <Table
          caption="API keys"
          head={[
            'Name',
            'Roles',
            <span key="used" className="max-sm:sr-only">
              Last used
            </span>,
            'Ends',
            <span key="revoke" className="sr-only">
              Revoke
            </span>,
          ]}
        >
          {keys.map((key) => (
            <Row key={key.id} className={key.state === 'active' ? undefined : 'text-ink-3'}>
              <Cell>
                <span className="font-medium">{key.name}</span>
                <span className="block text-sm text-ink-3">
                  <span className="font-mono">{key.prefix}…</span>
                  {key.createdBy && ` by ${key.createdBy}`}
                </span>
              </Cell>
              <Cell>{key.roles.join(', ')}</Cell>
              <Cell className="whitespace-nowrap">
                <span className="max-sm:hidden">{key.lastUsedAt ? <Time at={key.lastUsedAt} /> : 'never'}</span>
              </Cell>
              <Cell className={key.state === 'active' ? 'whitespace-nowrap' : undefined}>{ends(key)}</Cell>
              <Cell className="w-16">
                {key.state !== 'revoked' && (
                  <RowButton action={revokeApiKey} id={key.id} name={key.name}>
                    Revoke
                  </RowButton>
                )}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Section>
  );
}

function ends(key: ApiKeyView) {
  if (key.state !== 'active') return ENDED[key.state];
  return key.expiresAt ? <Time at={key.expiresAt} /> : 'never';
}
