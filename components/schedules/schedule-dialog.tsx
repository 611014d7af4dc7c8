'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { addSchedule } from '@/actions/schedules';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useAction } from '@/components/ui/use-action';
import type { InputValue } from '@/domain/diagnostics/schema';
import type { Environment } from '@/domain/runbooks/schema';
import { paceWords } from './pace-words';
import { zonesHere } from './zones-here';

const PACES = [60, 300, 900, 3_600, 21_600];
const DAILY = 'daily';

export type Scheduled = {
  request: { runbook: string; block: string; contentHash: string; inputs: Record<string, InputValue> };
  title: string;
  target: string;
  environment: Environment;
};

/** How often a diagnostic is run by itself, with the inputs as they stand in the page. */
export default function ScheduleDialog({ request, title, target, environment, onClose }: Scheduled & { onClose: () => void }) {
  const { run, pending, fieldError, message } = useAction(addSchedule, ['everySeconds', 'dailyAt', 'zone', 'keepDays']);
  const [pace, setPace] = useState('300');
  const [made, setMade] = useState<string>();
  const router = useRouter();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const when = pace === DAILY ? { dailyAt: form.get('dailyAt'), zone: form.get('zone') } : { everySeconds: Number(pace) };
    const keepDays = Number(form.get('keepDays'));
    const schedule = await run({ ...request, ...when, keepDays, notice: form.get('notice') === 'on' });
    if (!schedule) return;
    setMade(schedule.id);
    router.refresh();
  };
  const inputs = Object.entries(request.inputs);
  return (
    <Dialog title={`Schedule: ${title}`} onClose={onClose}>
      {made ? (
        <div className="flex flex-wrap items-center justify-between gap-3 px-4 pt-2 pb-4">
          <p role="status">It runs by itself now.</p>
          <Link href={`/schedules/${made}`} className="link">
            Its history
          </Link>
        </div>
      ) : (
        <form onSubmit={submit} className="grid gap-4 px-4 pt-2 pb-4" noValidate>
          <p className="text-ink-2">
            On {target} <EnvironmentMark environment={environment} />
            {inputs.length > 0 && (
              <span className="mt-1 block font-mono text-sm wrap-anywhere">
                {inputs.map(([name, value]) => `${name} = ${value}`).join(', ')}
              </span>
            )}
          </p>
          <PaceFields pace={pace} onPace={setPace} fieldError={fieldError} />
          <Field label="Keep results for" error={fieldError('keepDays')} hint="Days. The newest healthy result stays.">
            {(control) => <Input {...control} name="keepDays" type="number" min={1} max={365} defaultValue={30} className="max-w-28" />}
          </Field>
          <Checkbox name="notice" defaultChecked label="Tell the team’s channels when the result changes" />
          <FormFoot message={message} pending={pending}>
            Schedule
          </FormFoot>
        </form>
      )}
    </Dialog>
  );
}

type PaceFieldsProps = { pace: string; onPace: (pace: string) => void; fieldError: (name: string) => string | undefined };

function PaceFields({ pace, onPace, fieldError }: PaceFieldsProps) {
  const { zones, here } = zonesHere();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="How often" error={fieldError('everySeconds')} className={pace === DAILY ? 'sm:col-span-2' : undefined}>
        {(control) => (
          <Select {...control} value={pace} onChange={({ target }) => onPace(target.value)}>
            {PACES.map((everySeconds) => (
              <option key={everySeconds} value={everySeconds}>
                {paceWords({ everySeconds, dailyAt: null, zone: null })}
              </option>
            ))}
            <option value={DAILY}>daily, at a time</option>
          </Select>
        )}
      </Field>
      {pace === DAILY && (
        <>
          <Field label="At" error={fieldError('dailyAt')}>
            {(control) => <Input {...control} name="dailyAt" type="time" defaultValue="06:00" required />}
          </Field>
          <Field label="Time zone" error={fieldError('zone')}>
            {(control) => (
              <Select {...control} name="zone" defaultValue={here}>
                {zones.map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </Select>
            )}
          </Field>
        </>
      )}
    </div>
  );
}
