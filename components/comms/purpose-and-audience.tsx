import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { AUDIENCES } from '@/domain/comms/rules';
import type { Audience, TemplatePurpose } from '@/prisma/generated/enums';
import { AUDIENCE_NAMES, PURPOSE_WORDS } from './comms-labels';

type Chosen = { purpose: TemplatePurpose; audience: Audience };

/** What a message is for, and to whom it goes. */
export function PurposeAndAudience({ words, onChange }: { words: Chosen; onChange: (change: Partial<Chosen>) => void }) {
  return (
    <>
      <Field label="Purpose">
        {(control) => (
          <Select {...control} value={words.purpose} onChange={({ target }) => onChange({ purpose: target.value as TemplatePurpose })}>
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
          <Select {...control} value={words.audience} onChange={({ target }) => onChange({ audience: target.value as Audience })}>
            {AUDIENCES.map((audience) => (
              <option key={audience} value={audience}>
                {AUDIENCE_NAMES[audience]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
