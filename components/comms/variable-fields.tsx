import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import type { UpdatePreview } from '@/domain/comms/schema';
import { type VariableName, variable } from '@/domain/comms/variables/schema';
import type { Words } from './use-words';

type VariableFieldsProps = { preview: UpdatePreview; values: Words['variables']; onChange: (values: Words['variables']) => void };

const isSaid = (preview: UpdatePreview, name: VariableName) => preview.offered[name] !== undefined;
const personal = (preview: UpdatePreview) => preview.used.filter((name) => variable(name).source === 'person');

/** What only a person can say for a message, and what nobody knows yet. What is missing is marked. */
export function UnsaidFields({ preview, values, onChange }: VariableFieldsProps) {
  const unsaid = personal(preview).filter((name) => !isSaid(preview, name));
  const unknowable = preview.missing.filter((name) => variable(name).source === 'incident');
  return (
    <>
      {unknowable.map((name) => (
        <p key={name} className="text-sm text-fail">
          <span aria-hidden="true">✕ </span>
          {variable(name).label} is not known yet. {variable(name).hint}
        </p>
      ))}
      {unsaid.map((name) => (
        <VariableField key={name} name={name} preview={preview} values={values} onChange={onChange} />
      ))}
    </>
  );
}

/** What the incident says for a message, for a person to say otherwise. */
export function OfferedFields({ preview, values, onChange }: VariableFieldsProps) {
  const offered = personal(preview).filter((name) => isSaid(preview, name));
  if (offered.length === 0) return null;
  return (
    <Disclosure summary={`Say otherwise: ${offered.map((name) => variable(name).label.toLowerCase()).join(', ')}`} className="text-sm">
      <div className="grid gap-3 pt-2">
        {offered.map((name) => (
          <VariableField key={name} name={name} preview={preview} values={values} onChange={onChange} />
        ))}
      </div>
    </Disclosure>
  );
}

function VariableField({ name, preview, values, onChange }: VariableFieldsProps & { name: VariableName }) {
  const { label, hint, form, whenUnknown } = variable(name);
  const value = values[name] ?? '';
  const write = (text: string) => onChange({ ...values, [name]: text || undefined });
  return (
    <Field
      label={label}
      error={preview.missing.includes(name) ? `Say what stands for ${label}.` : undefined}
      hint={value ? undefined : hint}
    >
      {(control) => (
        <Textarea
          {...control}
          rows={1}
          maxLength={10_000}
          value={value}
          placeholder={preview.offered[name] ?? whenUnknown}
          data-variable={name}
          onChange={({ target }) => write(form === 'prose' ? target.value : target.value.replace(/\n/g, ' '))}
        />
      )}
    </Field>
  );
}
