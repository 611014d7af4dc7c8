import { systemContext } from '@/domain/context';
import { ensureChecklist } from '@/domain/investigation/ensure-checklist';
import { listChecklistsDue } from '@/domain/investigation/list-checklists-due';
import type { Sweep } from './sweeps';

const LOOK_EVERY_MS = 1_000;

/** Gives every incident that was declared, or came to another severity, the checklist of that severity. */
export const checklists: Sweep = {
  name: 'checklists',
  everyMs: LOOK_EVERY_MS,
  run: async () => {
    const ctx = systemContext();
    for (const number of await listChecklistsDue(ctx)) await ensureChecklist(ctx, number);
  },
};
