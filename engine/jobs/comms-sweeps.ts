import { sendDueUpdates } from '@/domain/comms/send-due-updates';
import { sweepPromises } from '@/domain/comms/sweep-promises';
import { systemContext } from '@/domain/context';
import type { Sweep } from './sweeps';

const LOOK_MS = 2_000;

export const dueUpdates: Sweep = { name: 'due updates', everyMs: LOOK_MS, run: () => sendDueUpdates(systemContext()) };
export const promises: Sweep = { name: 'promises', everyMs: LOOK_MS, run: () => sweepPromises(systemContext()) };
