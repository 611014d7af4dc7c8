import path from 'node:path';
import { expect, test } from 'vitest';
import { drawCoverage } from '@/domain/runbooks/coverage/draw-coverage';
import { readCoverage } from '@/domain/runbooks/coverage/read-coverage';
import { loadReports } from '@/domain/runbooks/coverage/reports';
import { findBlock } from '@/domain/runbooks/find-block';
import { oneRunbook } from '@/domain/runbooks/shelf';

test('docs/coverage.md is what checklist, runbooks and reports come to', async () => {
  const coverage = await readCoverage();
  await expect(drawCoverage(coverage ?? { documents: [] })).toMatchFileSnapshot(path.resolve('docs/coverage.md'));
});

test('no report speaks of a block that is gone', async () => {
  const gone = await Promise.all(
    Object.keys(await loadReports()).map(async (id) => {
      const [slug = '', name = ''] = id.split('#');
      const procedures = (await oneRunbook(slug))?.runbook.procedures ?? [];
      const isStep = procedures.some((procedure) => procedure.id === name || procedure.steps.some((step) => step.id === name));
      return isStep || (await findBlock(slug, name)) ? [] : [id];
    }),
  );
  expect(gone.flat()).toEqual([]);
});
