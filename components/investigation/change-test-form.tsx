import type { FormEvent, KeyboardEvent } from 'react';
import { changeHypothesisTest } from '@/actions/investigation';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';
import type { HypothesisView } from '@/domain/investigation/schema';
import { readTest, TestFields } from './test-fields';

type ChangeTestFormProps = { hypothesis: HypothesisView; runbook: string | null; onChanged: () => void; onClose: () => void };

/** Which diagnostic tests a hypothesis that is stated already. */
export default function ChangeTestForm({ hypothesis: { id, test }, runbook, onChanged, onClose }: ChangeTestFormProps) {
  const { run, pending, fieldError, message } = useAction(changeHypothesisTest, ['block']);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!(await run({ hypothesis: id, ...readTest(new FormData(event.currentTarget)) }))) return;
    onChanged();
    onClose();
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onClose();
  };
  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} noValidate className="grid max-w-[70ch] gap-3 py-2">
      <TestFields chosen={test ?? { runbook }} error={fieldError('block')} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" pending={pending}>
          Save diagnostic
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <FormError message={message} />
      </div>
    </form>
  );
}
