import type { Page } from '@playwright/test';
import { api, expect, test } from './fixtures';
import { breakLab, healLab } from './war-room';

type Way = { fault: string; runbook: string; title: string; look: string; means: string; cure: string };

/** From the symptom through the first look and what it means to the cure, once for each guide. */
const WAYS: Record<string, Way> = {
  Oatie: {
    fault: 'lost-role',
    runbook: 'oatie-auth/insufficient-permissions',
    title: 'Eli gets 403',
    look: 'Role and organization',
    means: 'The role from before is kept with the run',
    cure: 'Set the role',
  },
  Paksa: {
    fault: 'paksa-memory-leak',
    runbook: 'paksa-api/memory-and-cpu',
    title: 'Memory climbs',
    look: 'What the backend says of its memory',
    means: 'It keeps what it should have let go',
    cure: 'Let the backend release what it kept',
  },
  'the general guide': {
    fault: 'user-index-gone',
    runbook: 'general/suddenly-slow',
    title: 'Signing in takes long',
    look: 'How a person is found by address',
    means: 'Each sign-in reads all people',
    cure: 'Build the index of people by address',
  },
};

const verdictOf = (page: Page, title: string) =>
  page
    .getByRole('region', { name: `Output of ${title}` })
    .getByRole('status')
    .first();

test.afterEach(() => healLab());

for (const [guide, { fault, runbook, title, look, means, cure }] of Object.entries(WAYS))
  test(`an incident of ${guide} is diagnosed and cured from its runbook`, async ({ admin, request }) => {
    await breakLab(fault);
    const { number } = await api(request, 'POST', '/incidents', { title, severity: 'P2', runbook });
    await admin.goto(`/incidents/${number}`);
    await admin.getByRole('button', { name: `Run diagnostic: ${look}` }).click();
    await expect(verdictOf(admin, look)).toContainText('fail');
    await expect(admin.getByText(means).first()).toBeVisible();

    await admin.getByRole('button', { name: `Run remediation: ${cure}` }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Confirm and run' }).click();
    await expect(verdictOf(admin, cure)).toContainText('ok');
    await admin.getByRole('button', { name: `Verify: ${look}` }).click();
    await expect(verdictOf(admin, look)).toContainText('ok');
    await expect(admin.getByRole('region', { name: 'Timeline' })).toContainText(cure);
  });
