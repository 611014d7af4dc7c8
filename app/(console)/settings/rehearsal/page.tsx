import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { LastRehearsal } from '@/components/rehearsal/last-rehearsal';
import { LeftOut } from '@/components/rehearsal/left-out';
import { RehearsalForm } from '@/components/rehearsal/rehearsal-form';
import { StaleRows } from '@/components/rehearsal/stale-rows';
import { StartButton } from '@/components/rehearsal/start-button';
import { KeepFresh } from '@/components/shell/keep-fresh';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { Time } from '@/components/ui/time';
import { holds } from '@/domain/access/matrix';
import { getRehearsal } from '@/domain/diagnostics/rehearsal/get-rehearsal';

export const metadata: Metadata = { title: 'Rehearsal' };

export default async function RehearsalPage() {
  const ctx = await requireSession();
  const rehearsal = await getRehearsal(ctx);
  const mayChange = holds(ctx.roles, 'rehearsal.manage');
  return (
    <Page>
      <KeepFresh />
      <PageHeader
        title="Rehearsal"
        facts={
          rehearsal.nextAt ? (
            <>
              Diagnostics that read and know their inputs are run where it is not production. Next <Time at={rehearsal.nextAt} />.
            </>
          ) : (
            'Diagnostics are not rehearsed by themselves.'
          )
        }
      >
        {mayChange && <StartButton />}
      </PageHeader>
      <RehearsalForm key={rehearsal.version} rehearsal={rehearsal} mayChange={mayChange} />
      <Section title="Last rehearsal">
        <LastRehearsal last={rehearsal.last} />
      </Section>
      <Section title="Stopped working" about="It worked in rehearsal and does not any more. A mark goes once its block works again.">
        <StaleRows stale={rehearsal.stale} />
      </Section>
      <Section title="Not rehearsed" about="Diagnostics that a rehearsal leaves out, and why.">
        <LeftOut leftOut={rehearsal.leftOut} />
      </Section>
    </Page>
  );
}
