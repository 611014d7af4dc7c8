import type { Audience, TemplatePurpose } from '../generated/enums';

type SeedTemplate = { id: string; purpose: TemplatePurpose; audience: Audience; name: string; subject: string; body: string };

const NOTIFICATION = `{{severity}} incident on {{service}}

What users notice: {{impact}}
Since: {{startedAt}} UTC
Where we are: {{status}}
Expected to be over: {{eta}}

Done so far
{{actionsTaken}}

Coming next
{{nextSteps}}

Incident commander: {{commander}}
War room: {{warRoom}}
Next update: {{updateCadence}}
`;

const RESOLUTION = `{{severity}} incident on {{service}} is over

It lasted {{duration}}, from {{startedAt}} to {{resolvedAt}} UTC.

What caused it
{{rootCause}}

What ended it
{{resolution}}

What keeps it from coming back
{{prevention}}

Review: {{reviewAt}}
Join: {{reviewLink}}

Thank you for bearing with us.
`;

export const TEMPLATES: SeedTemplate[] = [
  {
    id: 'incident-notification',
    purpose: 'notification',
    audience: 'customers',
    name: 'Incident notification',
    subject: '[{{severity}}] {{title}}',
    body: NOTIFICATION,
  },
  {
    id: 'incident-resolution',
    purpose: 'resolution',
    audience: 'customers',
    name: 'Resolution notification',
    subject: '[Resolved] {{title}}',
    body: RESOLUTION,
  },
];
