/** Names of notes in MkDocs, Docusaurus, GitHub and Sphinx, and what kind of callout each is. */
const CALLOUTS: Record<string, 'info' | 'tip' | 'warning' | 'danger'> = {
  note: 'info',
  info: 'info',
  abstract: 'info',
  summary: 'info',
  example: 'info',
  question: 'info',
  quote: 'info',
  seealso: 'info',
  todo: 'info',
  tip: 'tip',
  hint: 'tip',
  success: 'tip',
  important: 'warning',
  warning: 'warning',
  attention: 'warning',
  caution: 'warning',
  disclaimer: 'warning',
  danger: 'danger',
  error: 'danger',
  failure: 'danger',
  bug: 'danger',
};

export const calloutType = (name: string) => (Object.hasOwn(CALLOUTS, name.toLowerCase()) ? CALLOUTS[name.toLowerCase()] : undefined);
