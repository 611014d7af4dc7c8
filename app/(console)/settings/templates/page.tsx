import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { NewTemplateButton } from '@/components/comms/new-template-button';
import { TemplateRows } from '@/components/comms/template-rows';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { holds } from '@/domain/access/matrix';
import { listTemplates } from '@/domain/comms/list-templates';

export const metadata: Metadata = { title: 'Templates' };

export default async function TemplatesPage() {
  const ctx = await requireSession();
  const templates = await listTemplates(ctx, { archived: true });
  return (
    <Page>
      <PageHeader title="Templates" facts="Messages about an incident. Their {{variables}} are filled in as they are sent.">
        {holds(ctx.roles, 'template.manage') && <NewTemplateButton />}
      </PageHeader>
      <TemplateRows templates={templates} />
    </Page>
  );
}
