import type { Page } from '@playwright/test';
import { addRunbook, api, expect, invite, test } from './fixtures';

const RUNBOOK = `---
title: Drop the cache
summary: For the tests of approvals.
service: hot
owner: tests
inputs:
  name: { type: string, label: Cache }
---
## Change

<Remediation id="drop" title="Drop it" target="local" effect="destructive" verify="dropped" undo="restore">
\`\`\`bash
echo "dropped $INPUT_NAME"
\`\`\`
</Remediation>

<Diagnostic id="dropped" title="It is gone" target="local">
\`\`\`bash
echo gone
\`\`\`
</Diagnostic>

<Remediation id="restore" title="Bring it back" target="local" effect="mutating">
\`\`\`bash
echo "restored $INPUT_NAME"
\`\`\`
</Remediation>
`;

const verdictOf = (page: Page, title: string) =>
  page
    .getByRole('region', { name: `Output of ${title}` })
    .getByRole('status')
    .first();

test('something destructive runs once a second person approved it, is verified, and undone; without one the glass is broken', async ({
  admin,
  browser,
  request,
}) => {
  addRunbook('hot/drop-cache', RUNBOOK);
  const bo = await invite(admin, browser, 'Bo Second', ['responder', 'commander']);
  const { number } = await api(request, 'POST', '/incidents', { title: 'Cache is wrong', severity: 'P2', runbook: 'hot/drop-cache' });
  await admin.goto(`/incidents/${number}`);
  await bo.goto(`/incidents/${number}`);
  await admin.getByLabel('Cache').first().fill('sessions');
  await admin.getByRole('button', { name: 'Run remediation: Drop it' }).click();
  const dialog = admin.getByRole('dialog');
  await expect(dialog).toContainText('sessions');
  await expect(dialog.getByRole('button', { name: 'Confirm and run' })).toBeDisabled();
  await dialog.getByLabel('Why it is needed').fill('it serves stale sessions');
  await dialog.getByRole('button', { name: 'Request approval' }).click();

  await expect(bo.getByText('it serves stale sessions').first()).toBeVisible();
  await bo.getByRole('button', { name: 'Approve', exact: true }).click();
  await dialog.getByRole('button', { name: 'Use this approval' }).click();
  await dialog.getByRole('button', { name: 'Confirm and run' }).click();
  await expect(verdictOf(admin, 'Drop it')).toContainText('ok');
  await expect(admin.getByRole('region', { name: 'Output of Drop it' })).toContainText('dropped sessions');

  await admin.getByRole('button', { name: 'Verify: It is gone' }).click();
  await expect(verdictOf(admin, 'It is gone')).toContainText('ok');
  await admin.getByRole('button', { name: 'Undo: Bring it back' }).click();
  await dialog.getByRole('button', { name: 'Confirm and run' }).click();
  await expect(verdictOf(admin, 'Bring it back')).toContainText('ok');
  await expect(bo.getByRole('region', { name: 'Timeline' })).toContainText('Bring it back');

  await admin.getByRole('button', { name: 'Run remediation: Drop it' }).click();
  await expect(dialog.getByRole('button', { name: 'Use this approval' }), 'an approval is used up').toHaveCount(0);
  await dialog.getByText('Nobody can approve in time').click();
  await dialog.getByLabel('Why it cannot wait').fill('Bo has gone to sleep');
  await dialog.getByRole('button', { name: 'Confirm and run' }).click();
  await expect(bo.getByRole('region', { name: 'Timeline' })).toContainText('Broke the glass, nobody approved it: Bo has gone to sleep');
  await bo.context().close();
});
