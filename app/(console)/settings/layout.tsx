import type { ReactNode } from 'react';
import { requireSession } from '@/auth/require-session';
import { SettingsNav, type SettingsPlace } from '@/components/shell/settings-nav';
import { holds, type Permission } from '@/domain/access/matrix';

const PLACES: (SettingsPlace & { needs: Permission })[] = [
  { href: '/settings', label: 'Access', needs: 'access.own' },
  { href: '/settings/policies', label: 'Severity policy', needs: 'policy.read' },
  { href: '/settings/calendar', label: 'Calendar', needs: 'policy.read' },
  { href: '/settings/rehearsal', label: 'Rehearsal', needs: 'rehearsal.read' },
  { href: '/settings/channels', label: 'Channels', needs: 'channel.manage' },
  { href: '/settings/contacts', label: 'Contacts', needs: 'contact.read' },
  { href: '/settings/action-items', label: 'Action items', needs: 'policy.read' },
  { href: '/settings/templates', label: 'Templates', needs: 'template.read' },
];

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { roles } = await requireSession();
  return (
    <>
      <SettingsNav places={PLACES.filter(({ needs }) => holds(roles, needs)).map(({ href, label }) => ({ href, label }))} />
      {children}
    </>
  );
}
