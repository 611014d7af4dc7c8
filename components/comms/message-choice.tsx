import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { TemplateView } from '@/domain/comms/list-templates';
import type { TemplatePurpose } from '@/prisma/generated/enums';
import { PURPOSE_WORDS } from './comms-labels';
import { PurposeAndAudience } from './purpose-and-audience';
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
      <PurposeAndAudience words={words} onChange={onWords} />
    </div>
  );
}
