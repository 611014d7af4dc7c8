import { useRef } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { TemplateView } from '@/domain/comms/list-templates';
import { AUDIENCES } from '@/domain/comms/rules';
import type { Audience, TemplatePurpose } from '@/prisma/generated/enums';
import { AUDIENCE_NAMES, PURPOSE_WORDS } from './comms-labels';
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
        <Field label="Purpose">
          {(control) => (
            <Select {...control} value={words.purpose} onChange={({ target }) => write({ purpose: target.value as TemplatePurpose })}>
              {Object.entries(PURPOSE_WORDS).map(([purpose, word]) => (
                <option key={purpose} value={purpose}>
                  {word}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Audience">
          {(control) => (
            <Select {...control} value={words.audience} onChange={({ target }) => write({ audience: target.value as Audience })}>
              {AUDIENCES.map((audience) => (
                <option key={audience} value={audience}>
                  {AUDIENCE_NAMES[audience]}
                </option>
              ))}
            </Select>
          )}
        </Field>
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
