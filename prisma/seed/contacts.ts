import type { ContactMethodKind } from '../generated/enums';

type SeedContact = {
  role: string;
  name: string;
  level: number;
  team: string;
  areas: string[];
  methods: { kind: ContactMethodKind; value: string; display?: string }[];
};

/** Examples to put one's own in the place of. */
export const CONTACTS: SeedContact[] = [
  {
    role: 'primary-on-call',
    name: 'Current on-call engineer',
    level: 1,
    team: 'Development',
    areas: ['reports', 'authentication'],
    methods: [
      { kind: 'phone', value: '+15550123', display: '+1-555-0123' },
      { kind: 'email', value: 'oncall@oatie.ai' },
      { kind: 'slack', value: '@oncall' },
    ],
  },
  {
    role: 'on-call-engineer',
    name: 'On-call engineer',
    level: 1,
    team: 'Platform',
    areas: ['platform', 'network'],
    // Letters of a telephone's keys: kept as they are remembered, dialled as digits.
    methods: [{ kind: 'phone', value: '+15553686221', display: '+1-555-DOTMAC-1' }],
  },
  {
    role: 'team-lead',
    name: 'Engineering lead',
    level: 2,
    team: 'Development',
    areas: ['reports', 'releases'],
    methods: [
      { kind: 'phone', value: '+15550124', display: '+1-555-0124' },
      { kind: 'email', value: 'lead@oatie.ai' },
      { kind: 'slack', value: '@engineering-lead' },
    ],
  },
  {
    role: 'platform-lead',
    name: 'Lead of the platform team',
    level: 2,
    team: 'Platform',
    areas: ['platform', 'deployment', 'docker'],
    methods: [{ kind: 'email', value: 'platform-lead@dotmac.example' }],
  },
  {
    role: 'database-admin',
    name: 'Database administrator',
    level: 2,
    team: 'Infrastructure',
    areas: ['database', 'postgres', 'redis', 'backups'],
    methods: [{ kind: 'email', value: 'database@dotmac.example' }],
  },
  {
    role: 'security-lead',
    name: 'Security team',
    level: 2,
    team: 'Security',
    areas: ['security', 'access', 'certificates'],
    methods: [{ kind: 'email', value: 'security@dotmac.example' }],
  },
  {
    role: 'engineering-manager',
    name: 'Engineering manager',
    level: 3,
    team: 'Engineering',
    areas: ['priorities', 'customers'],
    methods: [
      { kind: 'phone', value: '+15550125', display: '+1-555-0125' },
      { kind: 'email', value: 'manager@oatie.ai' },
      { kind: 'slack', value: '@eng-manager' },
    ],
  },
];

/** Where those who work on an incident look; examples too. */
export const TEAM_LINKS = [
  { label: 'Support channel in Slack', url: 'https://chat.dotmac.example/support' },
  { label: 'Monitoring dashboard', url: 'https://monitor.dotmac.example' },
  { label: 'Status page', url: 'https://status.dotmac.example' },
];
