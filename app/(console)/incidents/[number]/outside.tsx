import { OtherDeliveries } from '@/components/deliveries/delivery-states';
import { StakeholderLinks } from '@/components/stakeholders/stakeholder-links';
import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';

/** What left the room: messages that belong to no update with how far they are, and the links for those outside. */
export function Outside({ ctx, number }: { ctx: Context; number: number }) {
  return (
    <>
      <OtherDeliveries number={number} mayRetry={holds(ctx.roles, 'update.send')} />
      {holds(ctx.roles, 'stakeholder_link.manage') && <StakeholderLinks number={number} />}
    </>
  );
}
