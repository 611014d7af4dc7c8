import type { ReactNode } from 'react';
import { requireSession } from '@/auth/require-session';
import { SettingsNav, type SettingsPlace } from '@/components/shell/settings-nav';
import { holds, type Permission } from '@/domain/access/matrix';

const PLACES: (SettingsPlace & { needs: Permission })[] = [
  { href: '/settings', label: 'Access', needs: 'access.own' },
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
