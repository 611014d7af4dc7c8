import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireSession } from '@/auth/require-session';
import { TemplateDesk } from '@/components/comms/template-desk';
import { Page } from '@/components/ui/page';
import { holds } from '@/domain/access/matrix';
import { getTemplate } from '@/domain/comms/get-template';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { listIncidents } from '@/domain/incidents/list-incidents';

type PageProps = { params: Promise<{ id: string }> };

/** So many past incidents can be chosen for the preview. */
const CHOICES = 50;

async function load(ctx: Context, id: string) {
  return getTemplate(ctx, id).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') notFound();
    throw error;
  });
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { name } = await load(await requireSession(), (await params).id);
  return { title: `${name} · Templates` };
}

export default async function TemplatePage({ params }: PageProps) {
  const ctx = await requireSession();
  const [template, { items }] = await Promise.all([load(ctx, (await params).id), listIncidents(ctx, { limit: CHOICES })]);
  return (
    <Page>
      <TemplateDesk
        key={template.version}
        template={template}
        incidents={items.map(({ number, title, severity }) => ({ number, title, severity }))}
        mayManage={holds(ctx.roles, 'template.manage')}
      />
    </Page>
  );
}
