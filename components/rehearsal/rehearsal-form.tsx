'use client';
import { changeRehearsal } from '@/actions/rehearsal';
import { Checkbox } from '@/components/ui/checkbox';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SettingsForm, ZoneField } from '@/components/ui/settings-form';
import { useAction } from '@/components/ui/use-action';
import type { RehearsalView } from '@/domain/diagnostics/rehearsal/schema';
import { zones } from '@/domain/diagnostics/schedules/schema';

/** Whether, when and against what diagnostics are rehearsed. */
export function RehearsalForm({ rehearsal, mayChange }: { rehearsal: RehearsalView; mayChange: boolean }) {
  const { run, pending, fieldError, message } = useAction(changeRehearsal, ['at', 'zone', 'exceptTargets']);
  const save = (form: FormData) => {
    const wanted = new Set(form.getAll('targets').map(String));
    const known = new Set(rehearsal.targets.map(({ name }) => name));
    return run({
      version: rehearsal.version,
      enabled: form.get('enabled') === 'on',
      at: form.get('at'),
      zone: form.get('zone'),
      // What is not shown here now stays left out.
      exceptTargets: [...rehearsal.exceptTargets.filter((name) => !known.has(name)), ...[...known].filter((name) => !wanted.has(name))],
    });
  };
  return (
    <SettingsForm legend="When and against what" what="rehearsal" mayChange={mayChange} pending={pending} message={message} save={save}>
      <Checkbox name="enabled" defaultChecked={rehearsal.enabled} label="Rehearse every night" />
      <div className="flex flex-wrap gap-4">
        <Field label="At" error={fieldError('at')}>
          {(control) => <Input {...control} type="time" name="at" defaultValue={rehearsal.at} required />}
        </Field>
        <ZoneField zones={zones()} value={rehearsal.zone} error={fieldError('zone')} className="min-w-56 flex-1" />
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
                <span className="whitespace-nowrap text-ink-3">
                  {blocks} {blocks === 1 ? 'diagnostic' : 'diagnostics'}
                </span>
              </>
            }
          />
        ))}
      </fieldset>
    </SettingsForm>
  );
}
