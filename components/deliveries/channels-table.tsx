import { EmptyState } from '@/components/ui/empty-state';
import { Cell, Row, Table } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { ChannelView } from '@/domain/deliveries/schema';
import { ChangeChannelButton } from './change-channel-button';
import { AUDIENCE_LABELS, KIND_WORDS } from './kind-words';
import { TestChannelButton } from './test-channel-button';

/** Every channel with whom it reaches and what its last test came to. */
export function ChannelsTable({ channels }: { channels: ChannelView[] }) {
  if (channels.length === 0)
    return (
      <EmptyState title="No channels yet">
        Add the team’s mailing list or a Slack webhook, and press Test. Until then updates stay inside the console.
      </EmptyState>
    );
  return (
    <Table
      caption="Channels"
      head={[
        'Channel',
        <span key="told" className="max-sm:sr-only">
          Told
        </span>,
        'Last test',
        <span key="do" className="sr-only">
          Test and change
        </span>,
      ]}
    >
      {channels.map((channel) => (
        <Row key={channel.id} className={channel.enabled ? undefined : 'text-ink-3'}>
          <Cell>
            <span className="font-medium">{channel.name}</span> <span className="text-ink-3">{KIND_WORDS[channel.kind]}</span>
            {!channel.enabled && <span className="text-ink-3"> · disabled</span>}
            <span className="block text-sm break-words text-ink-3">{channel.host ?? channel.recipients.join(', ')}</span>
            <span className="block text-sm text-ink-3 sm:hidden">{told(channel)}</span>
          </Cell>
          <Cell>
            <span className="max-sm:hidden">{told(channel)}</span>
          </Cell>
          <Cell>
            <LastTest channel={channel} />
          </Cell>
          <Cell className="w-px">
            <span className="flex justify-end gap-2 max-sm:flex-col">
              <TestChannelButton id={channel.id} name={channel.name} />
              <ChangeChannelButton channel={channel} />
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

const told = ({ audiences }: ChannelView) => audiences.map((audience) => AUDIENCE_LABELS[audience]).join(', ');

function LastTest({ channel: { testedAt, testError } }: { channel: ChannelView }) {
  if (!testedAt) return <span className="text-ink-3">not tested</span>;
  return (
    <>
      {testError ? (
        <span className="text-fail">
          <span aria-hidden="true">✕ </span>failed
        </span>
      ) : (
        <span className="text-ok">
          <span aria-hidden="true">✓ </span>arrived
        </span>
      )}{' '}
      <Time at={testedAt} className="text-ink-3" />
      {testError && <span className="block max-w-[50ch] text-sm break-words text-ink-2">{testError}</span>}
    </>
  );
}
