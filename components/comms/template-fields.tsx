import { useRef } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { TemplateView } from '@/domain/comms/list-templates';
import { PurposeAndAudience } from './purpose-and-audience';
import { VariablePalette } from './variable-palette';

type TemplateFieldsProps = {
  words: TemplateView;
  write: (change: Partial<TemplateView>) => void;
  fieldError: (name: string) => string | undefined;
  mayManage: boolean;
};

/** The fields of a template. */
export function TemplateFields({ words, write, fieldError, mayManage }: TemplateFieldsProps) {
  const body = useRef<HTMLTextAreaElement>(null);
  return (
    <>
      <Field label="Name" error={fieldError('name')}>
        {(control) => <Input {...control} value={words.name} maxLength={100} onChange={({ target }) => write({ name: target.value })} />}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <PurposeAndAudience words={words} onChange={write} />
      </div>
      <Field label="Subject" error={fieldError('subject')}>
        {(control) => (
          <Input {...control} value={words.subject} maxLength={300} onChange={({ target }) => write({ subject: target.value })} />
        )}
      </Field>
      <Field label="Message" error={fieldError('body')} hint="Markdown. \{{ stands for two braces.">
        {(control) => (
          <Textarea
            {...control}
            ref={body}
            rows={12}
            maxLength={50_000}
            value={words.body}
            onChange={({ target }) => write({ body: target.value })}
            className="max-h-[60vh] font-mono text-sm"
          />
        )}
      </Field>
      {mayManage && <VariablePalette box={body} onInsert={(text) => write({ body: text })} />}
    </>
  );
}
