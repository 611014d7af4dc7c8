import { breakFault, type FaultState, healFault, listFaults } from '@/lab/cli';
import { type Command, print, UsageError } from './command';

function describe({ name, title, active, unavailable }: FaultState): string {
  const state = unavailable ? `not available here: ${unavailable}` : active ? 'ACTIVE' : 'healthy';
  return `${name.padEnd(30)} ${state.padEnd(8)} ${title}`;
}

const show = (faults: FaultState[]) => {
  for (const fault of faults) print(describe(fault));
  return 0;
};

const atMostOne = (args: string[]) => {
  if (args.length > 1) throw new UsageError('Give one FAULT.');
  return args[0];
};

/** The practice environment: real faults, caused and healed in the running lab. */
export const LAB_COMMANDS = {
  break: {
    usage: 'lab break FAULT',
    says: 'cause a fault in the running lab',
    run: async (args) => {
      const name = atMostOne(args);
      if (!name) throw new UsageError('Name a FAULT; "lab list" shows them.');
      const fault = (await breakFault(name)).find((known) => known.name === name);
      if (fault)
        print(
          `${describe(fault)}\n${fault.explanation}\nTurns to fail: ${fault.breaks.join(', ')}\nCured by:      ${fault.curedBy.join(', ')}`,
        );
      return 0;
    },
  },
  heal: { usage: 'lab heal [FAULT]', says: 'heal one fault, or all', run: async (args) => show(await healFault(atMostOne(args))) },
  list: { usage: 'lab list', says: 'every fault, and whether it is active', run: async () => show(await listFaults()) },
} satisfies Record<string, Command>;
