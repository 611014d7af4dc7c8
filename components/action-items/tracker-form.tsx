'use client';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { changeTracker } from '@/actions/action-items';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { TrackerView } from '@/domain/action-items/schema';

/** Where a new issue is opened for an action item. */
export function TrackerForm({ tracker, mayChange }: { tracker: TrackerView; mayChange: boolean }) {
  const { run, pending, fieldError, message } = useAction(changeTracker, ['template']);
  const router = useRouter();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const template = String(new FormData(event.currentTarget).get('template')).trim();
    if (!(await run({ template, version: tracker.version }))) return;
    toast('The tracker is saved');
    router.refresh();
  };
  return (
    <form onSubmit={submit} noValidate className="max-w-2xl">
      <fieldset disabled={!mayChange} className="grid gap-3">
        <legend className="sr-only">Issue tracker</legend>
        <Field
          label="Address of a new issue"
          optional
          error={fieldError('template')}
          hint="{title}, {detail}, {number} and {url} stand for those of the action item."
        >
          {(control) => (
            <Input
              {...control}
              name="template"
              maxLength={1_000}
              defaultValue={tracker.template}
              placeholder="https://tracker.example.com/new?title={title}&body={detail}%0A{url}"
            />
          )}
        </Field>
        <div className="flex items-center gap-2">
          <Button type="submit" look="primary" pending={pending}>
            Save
          </Button>
          <FormError message={message} />
        </div>
      </fieldset>
    </form>
  );
}
