import { Section } from '@/components/ui/section';
import { Cell, Row, Table } from '@/components/ui/table';
import { ROLE_WORDS } from '@/domain/incidents/people/rules';
import { withinWords } from '@/domain/reviews/words/rules';
import type { ReviewPolicy } from '@/prisma/generated/client';
import { ChangeReviewPolicyButton } from './review-policy-form';

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
              <Cell>{reviewDays === null ? 'if somebody wants it' : withinWords(reviewDays)}</Cell>
              <Cell>{ROLE_WORDS[leadRole]}</Cell>
              <Cell>{inviteRoles.map((role) => ROLE_WORDS[role]).join(', ') || 'nobody by itself'}</Cell>
              <Cell>{remindHours === null ? 'none' : `${remindHours} h before`}</Cell>
              <Cell>{actionItemDays === null ? 'no date' : withinWords(actionItemDays)}</Cell>
              <Cell>{mayChange && <ChangeReviewPolicyButton policy={policy} />}</Cell>
            </Row>
          );
        })}
      </Table>
    </Section>
  );
}
