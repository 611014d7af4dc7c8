import { useState } from 'react';
import { DiagnosticFields } from '@/components/runbooks/diagnostic-fields';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { HypothesisView } from '@/domain/investigation/schema';

type Chosen = Partial<Pick<NonNullable<HypothesisView['test']>, 'block' | 'confirmedBy'>> & { runbook: string | null };

const WORDS = { runbook: 'Runbook', none: 'None', block: 'Tested by' } as const;

/** Which diagnostic tests a hypothesis: the fields `runbook`, `block` and `confirmedBy` of the form around them. */
export function TestFields({ chosen, error }: { chosen: Chosen; error: string | undefined }) {
  const [block, setBlock] = useState(chosen.block ?? '');
  return (
    <div className="grid gap-3 sm:grid-cols-[1fr_1fr_auto]">
      <DiagnosticFields words={WORDS} chosen={{ runbook: chosen.runbook, block }} error={error} onBlock={setBlock} />
      <Field label="Confirmed by">
        {(control) => (
          <Select {...control} name="confirmedBy" defaultValue={chosen.confirmedBy ?? 'fail'} disabled={!block}>
            <option>fail</option>
            <option>warn</option>
            <option>ok</option>
          </Select>
        )}
      </Field>
    </div>
  );
}

/** What the form says: a whole test, or none. */
export function readTest(form: FormData) {
  const [runbook, block, confirmedBy] = ['runbook', 'block', 'confirmedBy'].map((name) => form.get(name));
  return runbook && block ? { runbook, block, confirmedBy } : {};
}
