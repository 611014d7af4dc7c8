import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { TemplateView } from '@/domain/comms/list-templates';
import { AUDIENCES } from '@/domain/comms/rules';
import type { Audience, TemplatePurpose } from '@/prisma/generated/enums';
import { AUDIENCE_NAMES, PURPOSE_WORDS } from './comms-labels';
import type { Words } from './use-words';

const PURPOSES = Object.keys(PURPOSE_WORDS) as TemplatePurpose[];

type MessageChoiceProps = {
  words: Words;
  templates: TemplateView[];
  onWords: (change: Partial<Words>) => void;
  onTemplate: (template: TemplateView | undefined) => void;
};

/** What kind of message, from which template, to whom. */
export function MessageChoice({ words, templates, onWords, onTemplate }: MessageChoiceProps) {
  const purposes = PURPOSES.filter((purpose) => templates.some((template) => template.purpose === purpose));
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label="Template">
        {(control) => (
          <Select
            {...control}
            value={words.template ?? ''}
            onChange={({ target }) => onTemplate(templates.find(({ id }) => id === target.value))}
          >
            <option value="">None</option>
            {words.template && !templates.some(({ id }) => id === words.template) && (
              <option value={words.template}>{words.template}</option>
            )}
            {purposes.map((purpose) => (
              <optgroup key={purpose} label={PURPOSE_WORDS[purpose]}>
                {templates
                  .filter((template) => template.purpose === purpose)
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
              </optgroup>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Purpose">
        {(control) => (
          <Select {...control} value={words.purpose} onChange={({ target }) => onWords({ purpose: target.value as TemplatePurpose })}>
            {PURPOSES.map((purpose) => (
              <option key={purpose} value={purpose}>
                {PURPOSE_WORDS[purpose]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Audience">
        {(control) => (
          <Select {...control} value={words.audience} onChange={({ target }) => onWords({ audience: target.value as Audience })}>
            {AUDIENCES.map((audience) => (
              <option key={audience} value={audience}>
                {AUDIENCE_NAMES[audience]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
