'use client';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { ChannelView } from '@/domain/deliveries/schema';
import type { Audience, ChannelKind } from '@/prisma/generated/enums';
import { AUDIENCE_LABELS } from './kind-words';

const RECIPIENTS = ['recipients', ...Array.from({ length: 20 }, (_, at) => `recipients.${at}`)];
export const CHANNEL_FIELDS = ['name', 'audiences', 'url', ...RECIPIENTS];
const AUDIENCES = Object.keys(AUDIENCE_LABELS) as Audience[];
const URL_HINTS = {
  slack: 'From Slack: an app’s Incoming Webhook.',
  teams: 'From Teams: the workflow “Post to a channel when a webhook request is received”.',
  webhook: 'Gets JSON, signed as Standard Webhooks.',
} as const;

type FieldsProps = { kind: ChannelKind; channel?: ChannelView; fieldError: (name: string) => string | undefined };

/** What is asked of a channel of this kind; an address that is kept is not shown again. */
export function ChannelFields({ kind, channel, fieldError }: FieldsProps) {
  const recipientsError = RECIPIENTS.map(fieldError).find(Boolean);
  return (
    <>
      <Field label="Name" error={fieldError('name')} hint="As delivery states and timelines call it.">
        {(control) => <Input {...control} name="name" defaultValue={channel?.name} autoComplete="off" maxLength={100} />}
      </Field>
      {kind === 'email' ? (
        <Field label="E-mail addresses" error={recipientsError} hint="One a line, at most 20. Each gets a message of its own.">
          {(control) => <Textarea {...control} name="recipients" rows={3} defaultValue={channel?.recipients.join('\n')} />}
        </Field>
      ) : (
        <Field
          label="Webhook address"
          error={fieldError('url')}
          hint={channel ? `Posts to ${channel.host}. Leave it empty to keep the address; it is not shown again.` : URL_HINTS[kind]}
        >
          {(control) => <Input {...control} name="url" type="url" autoComplete="off" spellCheck={false} placeholder="https://" />}
        </Field>
      )}
      <fieldset className="grid gap-1.5">
        <legend className="mb-1 text-sm font-medium">Told what is said to</legend>
        {AUDIENCES.map((audience) => (
          <Checkbox
            key={audience}
            name="audiences"
            value={audience}
            defaultChecked={channel ? channel.audiences.includes(audience) : audience === 'internal'}
            label={AUDIENCE_LABELS[audience]}
          />
        ))}
        {fieldError('audiences') && (
          <p className="text-sm text-fail" role="alert">
            <span aria-hidden="true">✕ </span>
            {fieldError('audiences')}
          </p>
        )}
      </fieldset>
    </>
  );
}

/** The fields as the action takes them. */
export function readChannel(form: HTMLFormElement, kind: ChannelKind) {
  const fields = new FormData(form);
  const recipients = String(fields.get('recipients') ?? '')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const url = String(fields.get('url') ?? '').trim();
  return {
    name: String(fields.get('name')),
    audiences: fields.getAll('audiences').map(String),
    ...(kind === 'email' ? { recipients } : url ? { url } : {}),
  };
}
