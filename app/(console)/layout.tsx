import type { ReactNode } from 'react';
import { requireSession } from '@/auth/require-session';
import { Overlays } from '@/components/shell/overlays';
import { SandboxBanner } from '@/components/shell/sandbox-banner';
import { TopBar } from '@/components/shell/top-bar';
import { Toasts } from '@/components/ui/toast';
import { holds } from '@/domain/access/matrix';
import { listSeverityPolicies } from '@/domain/incidents/list-severity-policies';
import { sandbox } from '@/lib/sandbox/level';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await requireSession();
  // What can be read without the database stays readable while that is away.
  const policies = await listSeverityPolicies(ctx).catch(() => []);
  const meanings = policies.map(({ severity, label, definition, response }) => ({ severity, label, definition, response }));
  return (
    <div className="flex min-h-dvh flex-col tall:has-data-room:h-dvh">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-ink px-3 py-2 text-ground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <TopBar name={ctx.actor.name} isAdmin={holds(ctx.roles, 'access.manage')} mayDeclare={holds(ctx.roles, 'incident.declare')} />
      <SandboxBanner boxed={sandbox().level === 'bwrap'} enforced={sandbox().enforced} />
      <main id="main" tabIndex={-1} className="flex min-h-0 grow flex-col outline-none">
        {children}
      </main>
      <Overlays meanings={meanings} />
      <Toasts />
    </div>
  );
}
