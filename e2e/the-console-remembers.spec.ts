import type { Page } from '@playwright/test';
import { addRunbook, api, expect, test } from './fixtures';

const runbook = (script: string) => `---
title: Queue is stuck
summary: For the tests of what the console remembers.
service: memory
owner: tests
alerts: ['alertname="QueueStuck"']
inputs:
  queue: { type: string, label: Queue, default: reports, from: labels.queue }
---
## Look

<Diagnostic id="depth" title="Queue depth" target="local" fail="exit_code == 3">
\`\`\`bash
echo "queue $INPUT_QUEUE, looked at in 12 ms"
${script}
\`\`\`
</Diagnostic>

<When diagnostic="depth" is="fail">

Empty it.

<Remediation id="empty" title="Empty the queue" target="local" effect="mutating" verify="depth">
\`\`\`bash
echo "emptied $INPUT_QUEUE"
\`\`\`
</Remediation>

</When>

<When diagnostic="depth" is="ok">

Look elsewhere.

</When>
`;
const HEALTHY = 'echo "consumers are at work"';
const STUCK = 'echo "no consumer took the message"; exit 3';

const region = (page: Page) => page.getByRole('region', { name: 'Output of Queue depth', exact: true });
async function runDepth(page: Page, verdict: 'ok' | 'fail'): Promise<void> {
  await page.getByRole('button', { name: 'Run diagnostic: Queue depth' }).click();
  await expect(region(page).getByRole('status')).toContainText(verdict);
}
const when = (page: Page, is: string) => page.locator(`[data-when="depth"]`, { hasText: is });

test('a diagnostic runs by itself, with its history, until it is paused and ended', async ({ admin }) => {
  // Its first run may be a minute away.
  test.setTimeout(150_000);
  addRunbook('memory/scheduled', runbook(HEALTHY));
  await admin.goto('/runbooks/memory/scheduled');
  await admin.getByRole('button', { name: 'Schedule: Queue depth' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Schedule: Queue depth' });
  await expect(dialog).toContainText('queue = reports');
  await dialog.getByLabel('How often').selectOption('60');
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await dialog.getByRole('link', { name: 'Its history' }).click();
  await admin.waitForURL(/\/schedules\//);
  await expect(async () => {
    await admin.reload();
    await expect(admin.getByRole('region', { name: 'Results' }).getByRole('row').nth(1)).toContainText('ok', { timeout: 500 });
  }).toPass();
  await admin.getByRole('button', { name: 'Pause' }).click();
  await admin.getByLabel('Reason').fill('Maintenance');
  await admin.getByRole('button', { name: 'Pause schedule' }).click();
  await expect(admin.getByText(/paused by .*: Maintenance/)).toBeVisible();
  await admin.getByRole('button', { name: 'End', exact: true }).click();
  await admin.getByRole('button', { name: 'End schedule' }).click();
  await expect(admin.getByText(/ended by/)).toBeVisible();
});

test('a verdict says what next, on the runbook’s page and in the room; the next incident knows what fixed it', async ({
  admin,
  request,
}) => {
  addRunbook('memory/queue', runbook(HEALTHY));
  await admin.goto('/runbooks/memory/queue');
  await runDepth(admin, 'ok');
  await expect(when(admin, 'Look elsewhere')).toHaveAttribute('data-applies', 'true');
  await expect(when(admin, 'Empty it')).toHaveAttribute('data-applies', 'false');

  addRunbook('memory/queue', runbook(STUCK));
  await admin.reload();
  await runDepth(admin, 'fail');
  await expect(when(admin, 'Empty it')).toHaveAttribute('data-applies', 'true');
  await expect(admin.getByRole('navigation', { name: 'What next: Queue depth' })).toContainText('When it fails');

  const first = await api(request, 'POST', '/incidents', { title: 'Reports queue is stuck', severity: 'P2', runbook: 'memory/queue' });
  await admin.goto(`/incidents/${first.number}`);
  await runDepth(admin, 'fail');
  await expect(when(admin, 'Empty it')).toHaveAttribute('data-applies', 'true');
  await admin.getByRole('navigation', { name: 'What next: Queue depth' }).getByRole('button', { name: 'Empty the queue' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Confirm and run' }).click();
  await expect(admin.getByRole('button', { name: 'Verify: Queue depth' })).toBeVisible();
  addRunbook('memory/queue', runbook(HEALTHY));
  await admin.reload();
  await admin.getByRole('button', { name: /^Show the last run of Empty the queue/ }).click();
  await admin.getByRole('button', { name: 'Verify: Queue depth' }).click();
  await expect(region(admin).getByRole('status')).toContainText('ok');
  await api(request, 'POST', `/incidents/${first.number}/resolve`, { rootCause: 'A consumer died', resolution: 'Emptied the queue' });

  addRunbook('memory/queue', runbook(STUCK));
  const second = await api(request, 'POST', '/incidents', {
    title: 'Mail is late',
    severity: 'P2',
    labels: { alertname: 'QueueStuck', queue: 'reports' },
  });
  await admin.goto(`/incidents/${second.number}`);
  await admin.getByRole('region', { name: 'Suggested runbooks' }).getByRole('link', { name: 'Queue is stuck' }).first().click();
  await runDepth(admin, 'fail');
  const seen = admin.getByRole('region', { name: 'Seen before: Queue depth' });
  await expect(seen).toContainText('Reports queue is stuck');
  await expect(seen).toContainText('Emptied the queue');
  await expect(seen).toContainText('Fixed by Empty the queue');
  await region(admin)
    .getByRole('button', { name: /^Compared with healthy/ })
    .click();
  await expect(admin.getByRole('region', { name: 'Lines that are different' })).toContainText('no consumer took the message');
});

test('whoever declares sees the runbooks that fit', async ({ admin }) => {
  addRunbook('memory/declared', runbook(HEALTHY));
  await admin.goto('/incidents/declare');
  await admin.getByLabel('Title').fill('QueueStuck on the reports queue');
  await expect(admin.getByRole('group', { name: /^Open it with/ })).toContainText('the title is its alert');
  await admin
    .getByRole('radio', { name: /^Queue is stuck/ })
    .first()
    .check();
  await admin.getByRole('button', { name: 'Declare incident' }).last().click();
  await admin.waitForURL(/\/incidents\/\d+/);
  await expect(admin.getByRole('button', { name: 'Run diagnostic: Queue depth' })).toBeVisible();
});
