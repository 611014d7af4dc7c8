import type { Audience, TemplatePurpose } from '../generated/enums';

type SeedTemplate = { id: string; purpose: TemplatePurpose; audience: Audience; name: string; subject: string; body: string };

const NOTIFICATION = `**{{severity}} incident on {{service}}**

**What users notice:** {{impact}}

**Since:** {{startedAt}}
**Where we are:** {{status}}
**Expected to be over:** {{eta}}

**Done so far**

{{actionsTaken}}

**Coming next**

{{nextSteps}}

**Incident commander:** {{commander}}
**War room:** {{warRoom}}
**Next update:** {{updateCadence}}
`;

const CUSTOMER_NOTIFICATION = `We have a problem with {{service}} and are working on it.

**What you may notice:** {{impact}}

**Since:** {{startedAt}}
**Expected to be over:** {{eta}}

**What we do now:** {{nextSteps}}

**Next update:** {{updateCadence}}
`;

const UPDATE = `**{{severity}} {{title}}: {{status}}**, {{duration}}

**What users notice:** {{impact}}

**Done so far**

{{actionsTaken}}

**Coming next**

{{nextSteps}}

**Expected to be over:** {{eta}}
**Next update:** {{updateCadence}}
`;

const CUSTOMER_UPDATE = `We are still working on the problem with {{service}}.

**Where we are:** {{status}}
**What you may notice:** {{impact}}

**What we do now:** {{nextSteps}}

**Expected to be over:** {{eta}}
**Next update:** {{updateCadence}}
`;

const RESOLUTION = `The {{severity}} incident on {{service}} is over. It lasted {{duration}}.

**What caused it**

{{rootCause}}

**What ended it**

{{resolution}}

**What keeps it from coming back**

{{prevention}}

**Review:** {{reviewAt}}
**Join:** {{reviewLink}}

Thank you for bearing with us.
`;

const INTERNAL_BRIEF = `**#{{number}} {{severity}} {{title}}** ({{status}}), {{duration}}

**Commander:** {{commander}}. **Communications:** {{communicationsLead}}.
**Room:** {{warRoom}}
**Bridge:** {{bridge}}

**Conditions**

{{impact}}

**Actions**

{{actionsTaken}}

**Needs**

{{nextSteps}}

**Next update:** {{updateCadence}}
`;

const EXECUTIVE_BRIEF = `**{{service}}: {{title}}**

**What it means:** {{impact}}
**How bad:** {{severity}}, {{severityMeaning}}
**How long:** {{duration}}. **Expected to be over:** {{eta}}
**Customers know:** {{customerVisible}}
**Who leads:** {{commander}}
**Next update:** {{updateCadence}}
`;

/** One template for each purpose and audience that an incident has from its first minute to its end. */
export const TEMPLATES: SeedTemplate[] = [
  {
    id: 'incident-notification',
    purpose: 'notification',
    audience: 'stakeholders',
    name: 'Incident notification',
    subject: '[{{severity}}] {{title}}',
    body: NOTIFICATION,
  },
  {
    id: 'customer-notification',
    purpose: 'notification',
    audience: 'customers',
    name: 'Notification to customers',
    subject: 'A problem with {{service}}',
    body: CUSTOMER_NOTIFICATION,
  },
  {
    id: 'incident-update',
    purpose: 'update',
    audience: 'stakeholders',
    name: 'Update',
    subject: '[{{severity}}, {{status}}] {{title}}',
    body: UPDATE,
  },
  {
    id: 'customer-update',
    purpose: 'update',
    audience: 'customers',
    name: 'Update to customers',
    subject: '{{service}}: {{status}}',
    body: CUSTOMER_UPDATE,
  },
  {
    id: 'incident-resolution',
    purpose: 'resolution',
    audience: 'customers',
    name: 'Resolution notification',
    subject: '[Resolved] {{title}}',
    body: RESOLUTION,
  },
  {
    id: 'internal-brief',
    purpose: 'internal_brief',
    audience: 'internal',
    name: 'Internal brief',
    subject: '#{{number}} {{severity}} {{title}}',
    body: INTERNAL_BRIEF,
  },
  {
    id: 'executive-brief',
    purpose: 'executive_brief',
    audience: 'stakeholders',
    name: 'Executive brief',
    subject: '{{severity}} {{service}}: {{title}}',
    body: EXECUTIVE_BRIEF,
  },
];
