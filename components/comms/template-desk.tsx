'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { archiveTemplate, changeTemplate } from '@/actions/comms';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { PageHeader } from '@/components/ui/page-header';
import { toast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { TemplateVersionView } from '@/domain/comms/get-template';
import type { TemplateView } from '@/domain/comms/list-templates';
import { TemplateFields } from './template-fields';
import { type PastIncident, TemplatePreview } from './template-preview';
import { TemplateVersions } from './template-versions';

type TemplateDeskProps = { template: TemplateView & { versions: TemplateVersionView[] }; incidents: PastIncident[]; mayManage: boolean };

/** Writes a template, with what it says for a past incident beside it, and what it was before below. */
export function TemplateDesk({ template, incidents, mayManage }: TemplateDeskProps) {
  const [cache] = useState(() => new QueryClient());
  const router = useRouter();
  const [words, setWords] = useState({ ...template });
  const save = useAction(changeTemplate, ['name', 'subject', 'body']);
  const archive = useAction(archiveTemplate);
  const write = (change: Partial<TemplateView>) => setWords((before) => ({ ...before, ...change }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { id, version, name, purpose, audience, subject, body } = words;
    const saved = await save.run({ id, version, name, purpose, audience, subject, body });
    if (!saved) return;
    toast(`Version ${saved.version} is in use.`);
    router.refresh();
  };
  const setArchived = async () => {
    if (await archive.run({ id: template.id, archived: !template.archived })) router.refresh();
  };
  return (
    <QueryClientProvider client={cache}>
      <PageHeader
        title={template.name}
        facts={
          <>
            <span className="font-mono text-sm">{template.id}</span>, version {template.version}
            {template.archived && ', archived'}
          </>
        }
      >
        {mayManage && (
          <Button pending={archive.pending} onClick={setArchived}>
            {template.archived ? 'Put back into use' : 'Archive'}
          </Button>
        )}
      </PageHeader>
      <FormError message={archive.message} />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
        <form onSubmit={submit} noValidate className="grid content-start gap-3">
          <fieldset disabled={!mayManage} className="grid min-w-0 gap-3">
            <legend className="sr-only">The template</legend>
            <TemplateFields words={words} write={write} fieldError={save.fieldError} mayManage={mayManage} />
          </fieldset>
          <div className="flex flex-wrap items-center gap-3">
            {mayManage ? (
              <Button type="submit" look="primary" pending={save.pending}>
                Save as version {template.version + 1}
              </Button>
            ) : (
              <p className="text-ink-2">Admins change templates.</p>
            )}
            <FormError message={save.message} />
          </div>
        </form>
        <TemplatePreview words={words} incidents={incidents} />
      </div>
      <TemplateVersions
        versions={template.versions}
        words={words}
        onRestore={mayManage ? ({ subject, body }) => write({ subject, body }) : undefined}
      />
    </QueryClientProvider>
  );
}
