type SeedLevel = { level: number; name: string; description: string; afterMinutes: number | null };

export const ESCALATION_LEVELS: SeedLevel[] = [
  { level: 1, name: 'Development team', description: 'Know the code and its last changes; have it from the start.', afterMinutes: null },
  { level: 2, name: 'DevOps and infrastructure', description: 'Machines, network, databases and releases.', afterMinutes: 30 },
  { level: 3, name: 'Senior architects', description: 'How the parts belong together, and what may be given up.', afterMinutes: 30 },
  { level: 4, name: 'External consultants', description: 'Vendors and specialists under contract.', afterMinutes: 60 },
];
