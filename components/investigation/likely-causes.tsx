'use client';
import { addHypothesis } from '@/actions/investigation';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';

type LikelyCausesProps = { number: number; causes: readonly string[]; onAdded: () => void };

/** Notes the usual causes of what fails now and then, to be refuted one by one. */
export function LikelyCauses({ number, causes, onAdded }: LikelyCausesProps) {
  const { run, pending, message } = useAction(addHypothesis);
  const note = async () => {
    for (const statement of causes) if (!(await run({ number, statement }))) break;
    onAdded();
  };
  return (
    <>
      <Button size="sm" pending={pending} onClick={note}>
        Note {causes.length === 1 ? 'one likely cause' : `${causes.length} likely causes`}
      </Button>
      <FormError message={message} />
    </>
  );
}
