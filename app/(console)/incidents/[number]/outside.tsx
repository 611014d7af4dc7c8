import { DeliveryStates } from '@/components/deliveries/delivery-states';
import { StakeholderLinks } from '@/components/stakeholders/stakeholder-links';
import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';

/** What left the room: messages that belong to no update with how far they are, and the links for those outside. */
export function Outside({ ctx, number }: { ctx: Context; number: number }) {
  return (
    <>
      <section aria-label="Messages" className="pt-4">
        <h2 className="pb-2 text-md font-semibold">Messages</h2>
        <DeliveryStates number={number} mayRetry={holds(ctx.roles, 'update.send')} />
      </section>
      {holds(ctx.roles, 'stakeholder_link.manage') && <StakeholderLinks number={number} />}
    </>
  );
}
