'use client';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { CloseIcon } from '@/components/ui/icons';
import { Input } from '@/components/ui/input';
import { newKey } from '@/components/ui/new-key';
import { Select } from '@/components/ui/select';
import type { ContactMethodView } from '@/domain/oncall/schema';
import type { ContactMethodKind } from '@/prisma/generated/enums';

/** A way as it is being written; `key` tells it apart while others come and go. */
export type TypedMethod = { key: string; kind: ContactMethodKind; value: string };

const KINDS = { phone: 'Phone', email: 'E-mail', slack: 'Slack' } as const satisfies Record<ContactMethodKind, string>;
const EXAMPLES = { phone: '+44 20 7946 0018', email: 'ana@example.com', slack: '@ana' } as const satisfies Record<
  ContactMethodKind,
  string
>;

const emptyMethod = (kind: ContactMethodKind = 'phone'): TypedMethod => ({ key: newKey(), kind, value: '' });

export const typedMethods = (methods: readonly ContactMethodView[] = []): TypedMethod[] =>
  methods.length
    ? methods.map(({ kind, display }, at) => ({ key: String(at), kind, value: display }))
    : [{ key: '0', kind: 'phone', value: '' }];

type MethodFieldsProps = {
  methods: TypedMethod[];
  most: number;
  onChange: (methods: TypedMethod[]) => void;
  fieldError: (name: string) => string | undefined;
};

/** The ways to reach someone, the best one first. */
export function MethodFields({ methods, most, onChange, fieldError }: MethodFieldsProps) {
  const change = (key: string, part: Partial<TypedMethod>) => onChange(methods.map((one) => (one.key === key ? { ...one, ...part } : one)));
  // Empty lines are not sent, so what is wrong with a line is told by its place among the others.
  const sent = methods.filter(({ value }) => value.trim());
  const errorOf = (method: TypedMethod) => (sent.includes(method) ? fieldError(`methods.${sent.indexOf(method)}.value`) : undefined);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">Reached by, the best way first</legend>
      {methods.map((method, at) => (
        <div key={method.key} className="grid gap-1">
          <div className="flex items-center gap-2">
            <Select
              className="max-w-28"
              aria-label={`Way ${at + 1}`}
              value={method.kind}
              onChange={(event) => change(method.key, { kind: event.target.value as ContactMethodKind })}
            >
              {Object.entries(KINDS).map(([kind, words]) => (
                <option key={kind} value={kind}>
                  {words}
                </option>
              ))}
            </Select>
            <Input
              aria-label={`${KINDS[method.kind]} ${at + 1}`}
              aria-invalid={errorOf(method) ? true : undefined}
              value={method.value}
              placeholder={EXAMPLES[method.kind]}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => change(method.key, { value: event.target.value })}
            />
            <IconButton label={`Remove way ${at + 1}`} onClick={() => onChange(methods.filter(({ key }) => key !== method.key))}>
              <CloseIcon />
            </IconButton>
          </div>
          {errorOf(method) && (
            <p className="text-sm text-fail" role="alert">
              <span aria-hidden="true">✕ </span>
              {errorOf(method)}
            </p>
          )}
        </div>
      ))}
      {fieldError('methods') && (
        <p className="text-sm text-fail" role="alert">
          <span aria-hidden="true">✕ </span>
          {fieldError('methods')}
        </p>
      )}
      {methods.length < most && (
        <div>
          <Button size="sm" onClick={() => onChange([...methods, emptyMethod()])}>
            Another way
          </Button>
        </div>
      )}
    </fieldset>
  );
}
