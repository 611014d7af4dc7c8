import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import type { UpdatePreview } from '@/domain/comms/schema';
import { type VariableName, variable } from '@/domain/comms/variables/schema';
import type { Words } from './use-words';

type VariableFieldsProps = { preview: UpdatePreview; values: Words['variables']; onChange: (values: Words['variables']) => void };

/** What a person says for the variables of a message: empty means what the incident offers. What is missing is marked. */
export function VariableFields({ preview, values, onChange }: VariableFieldsProps) {
  const asked = preview.used.filter((name) => variable(name).source === 'person');
  const unsaid = preview.missing.filter((name) => variable(name).source === 'incident');
  if (asked.length + unsaid.length + preview.unknown.length === 0) return null;
  return (
    <fieldset className="grid gap-3 border-t border-line pt-3">
      <legend className="sr-only">What the message fills in</legend>
      {preview.unknown.map((name) => (
        <p key={name} className="text-sm text-fail">
          <span aria-hidden="true">✕ </span>
          {name === '{{' ? 'There are {{ without }}.' : `{{${name}}} is no variable.`} Write \{'{{'} for two braces.
        </p>
      ))}
      {unsaid.map((name) => (
        <p key={name} className="text-sm text-fail">
          <span aria-hidden="true">✕ </span>
          {variable(name).label} is not known yet. {variable(name).hint}
        </p>
      ))}
      {asked.map((name) => (
        <VariableField
          key={name}
          name={name}
          value={values[name] ?? ''}
          offered={preview.offered[name]}
          missing={preview.missing.includes(name)}
          onChange={(value) => onChange({ ...values, [name]: value || undefined })}
        />
      ))}
    </fieldset>
  );
}

type VariableFieldProps = { name: VariableName; value: string; offered?: string; missing: boolean; onChange: (value: string) => void };

function VariableField({ name, value, offered, missing, onChange }: VariableFieldProps) {
  const { label, hint, form, whenUnknown } = variable(name);
  const unsaid = offered ?? whenUnknown;
  return (
    <Field label={label} error={missing ? `Say what stands for ${label}.` : undefined} hint={value ? undefined : hint}>
      {(control) => (
        <Textarea
          {...control}
          rows={1}
          maxLength={10_000}
          value={value}
          placeholder={unsaid}
          data-variable={name}
          onChange={({ target }) => onChange(form === 'prose' ? target.value : target.value.replace(/\n/g, ' '))}
        />
      )}
    </Field>
  );
}
