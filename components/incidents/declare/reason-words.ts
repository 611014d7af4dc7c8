import type { Reason } from '@/domain/incidents/suggestions/rules';

const WORDS: { [B in Reason['by']]: (reason: Extract<Reason, { by: B }>) => string } = {
  alert: ({ alert }) => `its alert ${alert} matches`,
  link: () => 'a link leads to it',
  signature: ({ signature }) => `it knows this error: ${signature}`,
  title: ({ alert }) => `the title is its alert ${alert}`,
  service: () => 'of the same service',
};

/** Why a runbook is suggested, the weightiest reason first. */
export const reasonWords = (reasons: readonly Reason[]): string =>
  reasons.map((reason) => (WORDS[reason.by] as (of: Reason) => string)(reason)).join('; ');
