'use client';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { changeRehearsal } from '@/actions/rehearsal';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { RehearsalView } from '@/domain/diagnostics/rehearsal/schema';
import { zones } from '@/domain/diagnostics/schedules/schema';

/** Whether, when and against what diagnostics are rehearsed. */
export function RehearsalForm({ rehearsal, mayChange }: { rehearsal: RehearsalView; mayChange: boolean }) {
  const { run, pending, fieldError, message } = useAction(changeRehearsal, ['at', 'zone', 'exceptTargets']);
  const router = useRouter();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const wanted = new Set(form.getAll('targets').map(String));
    const known = new Set(rehearsal.targets.map(({ name }) => name));
    const changed = await run({
      version: rehearsal.version,
      enabled: form.get('enabled') === 'on',
      at: form.get('at'),
      zone: form.get('zone'),
      // What is not shown here now stays left out.
      exceptTargets: [...rehearsal.exceptTargets.filter((name) => !known.has(name)), ...[...known].filter((name) => !wanted.has(name))],
    });
    if (!changed) return;
    toast('The rehearsal is saved');
    router.refresh();
  };
  return (
    <form onSubmit={submit} className="max-w-xl" noValidate>
      <fieldset disabled={!mayChange} className="grid gap-4">
        <legend className="sr-only">When and against what</legend>
        <Checkbox name="enabled" defaultChecked={rehearsal.enabled} label="Rehearse every night" />
        <div className="flex flex-wrap gap-4">
          <Field label="At" error={fieldError('at')}>
            {(control) => <Input {...control} type="time" name="at" defaultValue={rehearsal.at} required />}
          </Field>
          <Field label="Time zone" error={fieldError('zone')} className="min-w-56 flex-1">
            {(control) => (
              <Select {...control} name="zone" defaultValue={rehearsal.zone}>
                {zones().map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-sm font-medium">Targets</legend>
          {rehearsal.targets.length === 0 && <p className="text-ink-3">No diagnostic reaches a target that is not production.</p>}
          {rehearsal.targets.map(({ name, environment, label, blocks }) => (
            <Checkbox
              key={name}
              name="targets"
              value={name}
              defaultChecked={!rehearsal.exceptTargets.includes(name)}
              label={
                <>
                  {label ?? name} <EnvironmentMark environment={environment} />{' '}
                  <span className="text-ink-3">
                    {blocks} {blocks === 1 ? 'diagnostic' : 'diagnostics'}
                  </span>
                </>
              }
            />
          ))}
        </fieldset>
        {mayChange && (
          <div className="flex items-center gap-3">
            <Button type="submit" look="primary" pending={pending}>
              Save rehearsal
            </Button>
            <FormError message={message} />
          </div>
        )}
      </fieldset>
    </form>
  );
}
