import type { InvestigationStepName } from '@/prisma/generated/enums';

type Hint = { says: string; go?: { label: string; href: string } };

/** What to do in each step, and where. An address that begins with # is a part of this page. */
export const STEP_HINTS: Readonly<Record<InvestigationStepName, Hint>> = {
  reproduce: {
    says: 'See it fail yourself. Which request, for whom, since when? A diagnostic that fails every time is the best start.',
    go: { label: 'Run a diagnostic', href: '#runbook' },
  },
  isolate: {
    says: 'Narrow it down: one service, one host, one customer, one release. What is not affected tells as much.',
    go: { label: 'What is known', href: '#details' },
  },
  collect: {
    says: 'Run the diagnostics of the runbook. Their outputs stay in the timeline as evidence; pin what matters.',
    go: { label: 'Open the runbook', href: '#runbook' },
  },
  hypothesise: {
    says: 'Say what the cause might be, and which diagnostic would show that it is not.',
    go: { label: 'State a hypothesis', href: '#hypothesis' },
  },
  test: {
    says: 'Run the test of each hypothesis. A run proposes; you decide.',
    go: { label: 'Test the hypotheses', href: '#hypotheses' },
  },
  fix: {
    says: 'Change one thing at a time, by a remediation where there is one: it is confirmed, recorded and can be undone.',
    go: { label: 'Open the runbook', href: '#runbook' },
  },
  verify: {
    says: 'Run the verification of the fix, and again what showed the cause. The step is open until both are well.',
    go: { label: 'Run it again', href: '#runbook' },
  },
  document: {
    says: 'Write down what was found. The review begins with this, with the root cause and with the evidence above.',
  },
};
