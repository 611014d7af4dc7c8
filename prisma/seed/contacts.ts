import type { ContactMethodKind } from '../generated/enums';

type SeedContact = { role: string; name: string; level: number; methods: { kind: ContactMethodKind; value: string; display?: string }[] };

export const CONTACTS: SeedContact[] = [
  {
    role: 'primary-on-call',
    name: 'Current on-call engineer',
    level: 1,
    methods: [
      { kind: 'phone', value: '+15550123', display: '+1-555-0123' },
      { kind: 'email', value: 'oncall@oatie.ai' },
      { kind: 'slack', value: '@oncall' },
    ],
  },
  {
    role: 'team-lead',
    name: 'Engineering lead',
    level: 2,
    methods: [
      { kind: 'phone', value: '+15550124', display: '+1-555-0124' },
      { kind: 'email', value: 'lead@oatie.ai' },
      { kind: 'slack', value: '@engineering-lead' },
    ],
  },
  {
    role: 'engineering-manager',
    name: 'Engineering manager',
    level: 3,
    methods: [
      { kind: 'phone', value: '+15550125', display: '+1-555-0125' },
      { kind: 'email', value: 'manager@oatie.ai' },
      { kind: 'slack', value: '@eng-manager' },
    ],
  },
];
