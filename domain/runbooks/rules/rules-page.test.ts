import { expect, it } from 'vitest';
import { RULES } from './all-rules';
import { rulesPage, rulesText } from './rules-page';

it('is what docs/doctor.md says', async () => {
  await expect(rulesPage()).toMatchFileSnapshot('../../../docs/doctor.md');
});

it('tells of every rule why it is one, what to do, and where from', () => {
  for (const [id, { explanation, fix, source }] of Object.entries(RULES)) {
    expect([id, explanation, fix, source].every((words) => words.trim().length > 0)).toBe(true);
    expect(rulesText()).toContain(`${id}\n    ${explanation}`);
  }
});
