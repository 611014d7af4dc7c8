import { readFileSync } from 'node:fs';
import path from 'node:path';
import { product } from '@/test/product';
import { expect, test } from './fixtures';

const GUIDE = [
  '# Carts stand still',
  '',
  '1. Is it up?',
  '```bash',
  'curl https://cart.internal/healthz',
  '```',
  '2. Who waits?',
  '```sql',
  "SELECT pid FROM pg_stat_activity WHERE state = 'active';",
  '```',
  '',
  '```bash',
  'tail -f /var/log/cart.log',
  '```',
  '',
  '<script>document.title = "mine"</script>',
].join('\n');

test('an admin drops guides, leaves a block to be read, and writes the runbook', async ({ admin }) => {
  await admin.goto('/runbooks');
  await admin.getByRole('link', { name: 'Import guides' }).click();
  await admin.getByLabel('Service').fill('dropped-carts');
  await admin.getByLabel('Files').setInputFiles([
    { name: 'Carts.md', mimeType: 'text/markdown', buffer: Buffer.from(GUIDE) },
    { name: 'huge.md', mimeType: 'text/markdown', buffer: Buffer.alloc(10 * 1024 * 1024, 'a') },
  ]);
  await expect(admin.getByRole('alert').filter({ hasText: 'huge.md' })).toContainText('10.0 MiB; at most 512 KiB');

  const guide = admin.getByRole('article', { name: 'Carts.md' });
  await expect(guide).toContainText('4 code blocks: 2 commands to run, 1 trap');
  await expect(guide).toContainText('never ends');
  await guide.getByRole('checkbox', { name: /^Only to be read ?: SELECT/ }).check();
  await expect(guide).toContainText('1 command to run');
  await guide.getByLabel('Owner').fill('cart team');
  await guide.getByRole('button', { name: 'Write the runbook' }).click();
  await admin.getByRole('link', { name: 'dropped-carts/carts' }).click();

  await expect(admin.getByRole('heading', { level: 1, name: 'Carts stand still' })).toBeVisible();
  await expect(admin.getByText('owned by cart team')).toBeVisible();
  await expect(admin).not.toHaveTitle('mine');
  await admin.locator('summary', { hasText: 'bash/endless' }).click();
  await expect(admin.getByText('A command that never ends holds its run').locator('visible=true').first()).toBeVisible();
  const written = readFileSync(path.join(product.runbooksDir, 'dropped-carts/carts.mdx'), 'utf8');
  expect(written.match(/<Diagnostic /g)).toHaveLength(1);

  await admin.goto('/runbooks/import');
  await admin.getByLabel('Service').fill('dropped-carts');
  await admin.getByLabel('Files').setInputFiles({ name: 'Carts.md', mimeType: 'text/markdown', buffer: Buffer.from('# Other') });
  const again = admin.getByRole('article', { name: 'Carts.md' });
  await expect(again).toContainText('is there already');
  await expect(again.getByRole('button', { name: 'Write the runbook' })).toBeDisabled();
});
