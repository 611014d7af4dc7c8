'use client';
import { Checkbox } from '@/components/ui/checkbox';
import { type ControlProps, Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { InputSpec } from '@/domain/runbooks/schema';
import type { Offer } from './run-desk';
import { useDesk, useFromDesk } from './run-desk-provider';

const TYPES: Partial<Record<InputSpec['type'], string>> = { email: 'email', url: 'url', secret: 'password' };
const HINTS: Partial<Record<InputSpec['type'], string>> = {
  duration: 'such as 30s, 5m or 1h30m',
  datetime: 'ISO 8601, such as 2026-11-21T14:30:00Z',
  uuid: 'a UUID',
  secret: 'used once; kept sealed until it runs, never shown',
};

/** The values a block takes. A name means the same in every block of the page: what is typed once is there for all. */
export function BlockInputs({ offer, press }: { offer: Offer; press: () => void }) {
  const given = useFromDesk((desk) =>
    JSON.stringify(offer.needs.map((name) => [name, desk.exported()[name]]).filter(([, value]) => value !== undefined)),
  );
  const values = JSON.parse(given) as [string, string | number | boolean][];
  if (offer.inputs.length === 0 && values.length === 0) return null;
  return (
    <form
      noValidate
      aria-label={`Inputs of ${offer.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        press();
      }}
      className="grid grid-cols-[repeat(auto-fill,minmax(min(16rem,100%),1fr))] items-start gap-x-4 gap-y-2 py-2"
    >
      {offer.inputs.map((spec) => (
        <BlockInput key={spec.name} spec={spec} />
      ))}
      {values.map(([name, value]) => (
        <p key={name} className="text-sm text-ink-2">
          <span className="block font-medium">{name}</span>
          <span className="font-mono">{String(value)}</span>
        </p>
      ))}
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
    </form>
  );
}

function BlockInput({ spec }: { spec: InputSpec }) {
  const desk = useDesk();
  const value = useFromDesk(() => desk.value(spec.name));
  const error = useFromDesk(() => desk.fieldError(spec.name));
  if (spec.type === 'bool')
    return (
      <Checkbox
        className="self-center"
        label={spec.label}
        checked={value === 'true'}
        onChange={(event) => desk.setValue(spec.name, String(event.target.checked))}
      />
    );
  return (
    <Field label={spec.label} hint={spec.help ?? HINTS[spec.type]} error={error} optional={!spec.required}>
      {(control) => <Control spec={spec} control={control} value={value} onValue={(next) => desk.setValue(spec.name, next)} />}
    </Field>
  );
}

function Control({
  spec,
  control,
  value,
  onValue,
}: {
  spec: InputSpec;
  control: ControlProps;
  value: string;
  onValue: (value: string) => void;
}) {
  if (spec.type === 'enum')
    return (
      <Select {...control} value={value} onChange={(event) => onValue(event.target.value)}>
        <option value="">{spec.required ? 'Choose one' : '(none)'}</option>
        {spec.options?.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </Select>
    );
  return (
    <Input
      {...control}
      name={spec.name}
      type={TYPES[spec.type] ?? 'text'}
      inputMode={spec.type === 'int' ? 'numeric' : undefined}
      required={spec.required}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onValue(event.target.value)}
    />
  );
}
