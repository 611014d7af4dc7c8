import { expect, test } from 'vitest';
import { nextSteps } from '@/components/runbooks/next-steps';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { FAULTS } from '@/lab/faults';

const partsOf = (id: string) => id.split('#') as [slug: string, block: string];

test.each(FAULTS.filter(({ curedBy }) => curedBy.length > 0))(
  'a diagnostic that $name turns to fail leads to its cure',
  async ({ breaks, curedBy }) => {
    const [slug, cure] = partsOf(curedBy[0] ?? '');
    const runbook = await loadRunbook(slug);
    const failing = breaks.map(partsOf).flatMap(([of, block]) => (of === slug ? [block] : []));
    const led = (runbook ? nextSteps(runbook.tree, runbook.blocks) : []).filter(
      ({ block, is }) => failing.includes(block) && is.includes('fail'),
    );
    expect(
      led.flatMap(({ remediations }) => remediations),
      `${slug}: after ${failing.join(', ')}`,
    ).toContain(cure);
  },
);
