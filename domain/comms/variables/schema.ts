/**
 * `line`: one line, nothing but text. `prose`: Markdown, as people write it. `link`: an address.
 * What comes from a person can be offered by the incident, and is theirs to say otherwise.
 */
type Variable = {
  label: string;
  source: 'incident' | 'person';
  form: 'line' | 'prose' | 'link';
  /** What it says as long as nobody knows; without it, a message that needs it is not sent. */
  whenUnknown?: string;
  hint?: string;
};

const incident = (label: string, more: Partial<Variable> = {}): Variable => ({ label, source: 'incident', form: 'line', ...more });
const person = (label: string, more: Partial<Variable> = {}): Variable => ({ label, source: 'person', form: 'line', ...more });

/** Everything that a template can have filled in. */
export const VARIABLES = {
  number: incident('Number'),
  title: incident('Title'),
  severity: incident('Severity'),
  severityMeaning: incident('What the severity means'),
  status: incident('Status'),
  declaredAt: incident('Declared (UTC)'),
  startedAt: incident('Started (UTC)'),
  resolvedAt: incident('Resolved (UTC)', { hint: 'Known once the incident is resolved.' }),
  duration: incident('Duration'),
  now: incident('Time of sending (UTC)'),
  commander: incident('Incident commander', { whenUnknown: 'not assigned yet' }),
  communicationsLead: incident('Communications lead', { whenUnknown: 'not assigned yet' }),
  warRoom: incident('War room', { form: 'link' }),
  tags: incident('Tags', { whenUnknown: 'none' }),
  customerVisible: incident('Visible to customers'),
  service: person('Service'),
  summary: person('Summary', { form: 'prose' }),
  impact: person('Impact', { form: 'prose', hint: 'What users notice.' }),
  eta: person('Expected to be over', { whenUnknown: 'not known yet', hint: 'May stay empty: it is not known yet, then.' }),
  actionsTaken: person('Actions taken', { form: 'prose', whenUnknown: 'The first looks are being taken.' }),
  nextSteps: person('Next steps', { form: 'prose' }),
  bridge: person('Bridge', { form: 'link', whenUnknown: 'none' }),
  updateCadence: person('Next update', {
    whenUnknown: 'when something changes',
    hint: '"Updates every 30 minutes" or "next update at 15:00 UTC" is a promise, and is held to.',
  }),
  rootCause: person('Root cause', { form: 'prose' }),
  resolution: person('Resolution', { form: 'prose' }),
  prevention: person('Prevention', { form: 'prose' }),
  reviewAt: person('Review, when', { hint: 'Such as "27 Nov 2026, 10:00 UTC", or "none is planned".' }),
  reviewLink: person('Review, where', { form: 'link', hint: 'The address to join, or a room.' }),
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;
export type Values = Partial<Record<VariableName, string>>;

export const variable = (name: VariableName): Variable => VARIABLES[name];
export const isVariable = (name: string): name is VariableName => Object.hasOwn(VARIABLES, name);
export const VARIABLE_NAMES = Object.keys(VARIABLES) as VariableName[];
