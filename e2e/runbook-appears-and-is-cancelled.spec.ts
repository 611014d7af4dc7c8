import { addRunbook, expect, test } from './fixtures';

const runbook = (title: string) => `---
title: ${title}
summary: Added while the console runs.
service: hot
owner: tests
---
## What it does

<Diagnostic id="slow" title="Count slowly" target="local">
\`\`\`bash
for i in $(seq 1 600); do echo "count $i"; sleep 0.1; done
\`\`\`
</Diagnostic>
`;

test('a runbook added to the folder can be run at once, cancelled, and changes on the open page', async ({ admin }) => {
  addRunbook('hot/added', runbook('Added hot'));
  await admin.goto('/runbooks');
  await admin.getByRole('link', { name: 'Added hot' }).click();
  await admin.getByRole('button', { name: 'Run diagnostic: Count slowly' }).click();
  const region = admin.getByRole('region', { name: 'Output of Count slowly' });
  await expect(region).toContainText('count 3');
  await admin.reload();
  await expect(region).toContainText('count 3');
  await admin.getByRole('button', { name: /^Cancel/ }).click();
  await expect(region.getByRole('status')).toContainText(/cancelled/i);
  addRunbook('hot/added', runbook('Changed hot'));
  await expect(admin.getByRole('heading', { name: 'Changed hot' })).toBeVisible();
});

test('a broken runbook says where, and its neighbours stay', async ({ admin }) => {
  addRunbook('hot/broken', '---\ntitle: Broken\nsummary: x\nservice: hot\nowner: tests\n---\n\n<Nonsense />\n\n{1 + 1}\n');
  await admin.goto('/runbooks/hot/broken');
  await expect(admin.getByText(/Nonsense/).first()).toBeVisible();
  await expect(admin.getByText(/broken\.mdx:8/).first()).toBeVisible();
  await admin.goto('/runbooks');
  await expect(admin.getByRole('link', { name: 'Connection pool exhaustion' })).toBeVisible();
});
