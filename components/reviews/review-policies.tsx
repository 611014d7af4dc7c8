import { Section } from '@/components/ui/section';
import { Cell, Row, Table } from '@/components/ui/table';
import type { ReviewPolicy } from '@/prisma/generated/client';
import { ChangeReviewPolicyButton } from './review-policy-form';

const roleWords = (role: string) => role.replace('_', ' ');

/** What follows an incident of each severity. */
export function ReviewPolicies({ policies, mayChange }: { policies: readonly ReviewPolicy[]; mayChange: boolean }) {
  return (
    <Section title="Reviews" about="What follows when an incident is resolved.">
      <Table
        caption="Reviews by severity"
        head={[
          'Severity',
          'Reviewed',
          'Led by',
          'Invited',
          'Reminder',
          'Action items',
          <span key="change" className="sr-only">
            Change
          </span>,
        ]}
      >
        {policies.map((policy) => {
          const { severity, reviewDays, leadRole, inviteRoles, remindHours, actionItemDays } = policy;
          return (
            <Row key={severity}>
              <Cell>{severity}</Cell>
              <Cell>{reviewDays === null ? 'if somebody wants it' : `within ${reviewDays} days`}</Cell>
              <Cell>{roleWords(leadRole)}</Cell>
              <Cell>{inviteRoles.map(roleWords).join(', ') || 'nobody by itself'}</Cell>
              <Cell>{remindHours === null ? 'none' : `${remindHours} h before`}</Cell>
              <Cell>{actionItemDays === null ? 'no date' : `within ${actionItemDays} days`}</Cell>
              <Cell>{mayChange && <ChangeReviewPolicyButton policy={policy} />}</Cell>
            </Row>
          );
        })}
      </Table>
    </Section>
  );
}
