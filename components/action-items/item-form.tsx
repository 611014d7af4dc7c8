'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addActionItem, changeActionItem } from '@/actions/action-items';
import { OwnerField } from '@/components/incidents/people/owner-field';
import { useAssignable } from '@/components/incidents/people/use-assignable';
import { DiagnosticFields } from '@/components/runbooks/diagnostic-fields';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { changedDay, dayOfInstant, endOfDay } from '@/components/ui/local-time';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import { KIND_WORDS } from '@/domain/action-items/rules';
import type { ActionItemView } from '@/domain/action-items/schema';
import { ActionItemKind } from '@/prisma/generated/enums';

type ItemFormProps = {
  /** The one to change; without it a new one is added. */
  item?: ActionItemView;
  incident?: number;
  runbook?: string;
  title?: string;
  onSaved: (item: ActionItemView) => void;
  onClose: () => void;
};
const FIELDS = ['title', 'detail', 'kind', 'owner', 'dueAt', 'verifyRunbook', 'verifyBlock', 'trackerUrl'] as const;
const PROOF_WORDS = { runbook: 'Proven by a diagnostic of', none: 'None: somebody says so', block: 'Which' } as const;

/** What is to be different from now on, by whom, until when, and what proves it. */
export default function ItemForm(props: ItemFormProps) {
  const [cache] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={cache}>
      <Form {...props} />
    </QueryClientProvider>
  );
}

function Form({ item, incident, runbook, title, onSaved, onClose }: ItemFormProps) {
  const add = useAction(addActionItem, FIELDS);
  const change = useAction(changeActionItem, FIELDS);
  const { pending, fieldError, message } = item ? change : add;
  const { data: people = [] } = useAssignable();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = {
      title: String(form.get('title')),
      detail: String(form.get('detail')),
      kind: form.get('kind'),
    };
    const due = String(form.get('dueAt'));
    const trackerUrl = String(form.get('trackerUrl')).trim();
    const [verifyRunbook, verifyBlock] = [String(form.get('runbook')), String(form.get('block') ?? '')];
    const whole = verifyRunbook && verifyBlock ? { verifyRunbook, verifyBlock } : null;
    const chosen = String(form.get('owner'));
    const saved = item
      ? await change.run({
          item: item.number,
          revision: item.revision,
          ...said,
          owner: chosen || null,
          dueAt: changedDay(due, item.dueAt),
          trackerUrl: trackerUrl || null,
          ...(whole ?? { verifyRunbook: null, verifyBlock: null }),
        })
      : await add.run({
          ...said,
          ...(chosen ? { owner: chosen } : {}),
          ...(due ? { dueAt: endOfDay(due) } : {}),
          ...(trackerUrl ? { trackerUrl } : {}),
          ...(incident ? { incident } : {}),
          ...(runbook ? { runbook } : {}),
          ...(whole ?? {}),
        });
    if (saved) onSaved(saved);
  };
  return (
    <form onSubmit={submit} noValidate aria-label={item ? 'Change the action item' : 'New action item'} className="grid max-w-[70ch] gap-3">
      <Field label="What is to be done" error={fieldError('title')}>
        {(control) => <Input {...control} name="title" maxLength={300} defaultValue={item?.title ?? title} autoFocus />}
      </Field>
      <Field label="More about it" optional error={fieldError('detail')}>
        {(control) => <Textarea {...control} name="detail" rows={3} maxLength={10_000} defaultValue={item?.detail} />}
      </Field>
      <div className="grid items-start gap-3 sm:grid-cols-3">
        <Field label="What for" error={fieldError('kind')}>
          {(control) => (
            <Select {...control} name="kind" defaultValue={item?.kind ?? (runbook ? 'runbook' : 'prevent')}>
              {Object.values(ActionItemKind).map((kind) => (
                <option key={kind} value={kind}>
                  {KIND_WORDS[kind]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <OwnerField people={people} owner={item?.owner} error={fieldError('owner')} />
        <Field label="Due" optional error={fieldError('dueAt')} hint={item ? undefined : 'Else by the severity’s policy.'}>
          {(control) => <Input {...control} type="date" name="dueAt" defaultValue={item?.dueAt ? dayOfInstant(item.dueAt) : undefined} />}
        </Field>
      </div>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <DiagnosticFields
          words={PROOF_WORDS}
          chosen={{ runbook: item?.proof?.runbook ?? runbook ?? null, block: item?.proof?.block ?? '' }}
          error={fieldError('verifyBlock') ?? fieldError('verifyRunbook')}
        />
      </div>
      <Field label="In the issue tracker" optional error={fieldError('trackerUrl')}>
        {(control) => (
          <Input {...control} name="trackerUrl" type="url" maxLength={2_000} defaultValue={item?.trackerUrl ?? ''} placeholder="https://" />
        )}
      </Field>
      <div className="flex items-center gap-2">
        <Button type="submit" look="primary" pending={pending}>
          {item ? 'Save' : 'Add action item'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <FormError message={message} />
      </div>
    </form>
  );
}
