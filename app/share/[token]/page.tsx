import type { Metadata } from 'next';
import { connection } from 'next/server';
import { KeepFresh } from '@/components/shell/keep-fresh';
import { Mark } from '@/components/shell/mark';
import { SharedIncident } from '@/components/stakeholders/shared-incident';
import { Time } from '@/components/ui/time';
import { getSharedIncident } from '@/domain/stakeholders/get-shared-incident';
import { StakeholderToken } from '@/domain/stakeholders/schema';

// The title is the same whatever the link holds: tabs and histories tell nothing.
export const metadata: Metadata = { title: 'Incident status', referrer: 'no-referrer', robots: { index: false, follow: false } };

export default async function SharePage({ params }: { params: Promise<{ token: string }> }) {
  await connection();
  const link = StakeholderToken.safeParse(await params);
  const incident = link.success ? await getSharedIncident(link.data) : null;
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-3xl content-start gap-6 wrap-anywhere px-4 py-8">
      <p className="flex items-center gap-2 font-semibold">
        <Mark />
        Incident status
      </p>
      {incident ? (
        <>
          <SharedIncident incident={incident} />
          <KeepFresh />
          <p className="text-sm text-ink-3">
            Read only; follows by itself. This link ends <Time at={incident.expiresAt} />.
          </p>
        </>
      ) : (
        <>
          <h1 className="text-xl font-semibold tracking-tight">This link no longer works</h1>
          <p className="text-ink-2">It has run out, was revoked, or was not copied whole. Ask who sent it for a new one.</p>
        </>
      )}
    </main>
  );
}
