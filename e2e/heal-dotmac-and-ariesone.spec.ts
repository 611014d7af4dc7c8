import type { Page } from '@playwright/test';
import { api, expect, test } from './fixtures';
import { sayResolved } from './p0-steps';
import { breakLab, healLab, timelineOf } from './war-room';

const verdictOf = (page: Page, title: string) =>
  page
    .getByRole('region', { name: `Output of ${title}` })
    .getByRole('status')
    .first();

async function diagnose(page: Page, title: string, verdict: 'ok' | 'fail'): Promise<void> {
  await page.getByRole('button', { name: `Run diagnostic: ${title}` }).click();
  await expect(verdictOf(page, title)).toContainText(verdict);
}

/** `after` is the failed diagnostic beside whose result the change is offered. */
async function remedy(page: Page, title: string, after?: string): Promise<void> {
  const offered = page.getByRole('navigation', { name: `What next: ${after}` }).getByRole('button', { name: title });
  await (after ? offered : page.getByRole('button', { name: `Run remediation: ${title}` })).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm and run' }).click();
  await expect(verdictOf(page, title)).toContainText('ok');
}

async function verify(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Verify: ${title}` }).click();
  await expect(verdictOf(page, title)).toContainText('ok');
}

test.afterEach(() => healLab());

test('S0-18, S0-19: DotMac locks somebody out; the account is found, unlocked, and the incident resolved', async ({ admin, request }) => {
  await breakLab('dotmac-locked-account');
  const incident = { title: 'user7 cannot sign in', severity: 'P2', service: 'dotmac-isp', runbook: 'dotmac-isp/cannot-sign-in' };
  const { number } = await api(request, 'POST', '/incidents', incident);
  await admin.goto(`/incidents/${number}`);
  await admin.getByLabel('Who cannot sign in').first().fill('user7@dotmac.example');
  await diagnose(admin, 'The account', 'fail');
  await diagnose(admin, 'What would change', 'ok');
  await remedy(admin, 'Unlock the account');
  await verify(admin, 'The account');
  await expect(timelineOf(admin)).toContainText('Unlock the account');
  await sayResolved(admin, 'A script kept trying an old password');
  await expect(timelineOf(admin)).toContainText('A script kept trying an old password');
});

test('S1-23, S1-24: Ariesone is slow; the missing indexes are found, built, and the incident resolved', async ({ admin, request }) => {
  await breakLab('ariesone-missing-indexes');
  const incident = { title: 'Companies take seconds', severity: 'P2', service: 'ariesone', runbook: 'ariesone/slow-api' };
  const { number } = await api(request, 'POST', '/incidents', incident);
  await admin.goto(`/incidents/${number}`);
  await diagnose(admin, 'Indexes of the companies that are missing', 'fail');
  // Its preview is the very diagnostic that offers it: what asks stays open while that runs again.
  await remedy(admin, 'Index over the NPI', 'Indexes of the companies that are missing');
  await verify(admin, 'How one company is looked up');
  await remedy(admin, 'Index over active companies');
  await verify(admin, 'Indexes of the companies that are missing');
  await sayResolved(admin, 'The table was loaded anew without its indexes');
  await expect(timelineOf(admin)).toContainText('The table was loaded anew without its indexes');
});
