import { keepRunbookItem } from '@/domain/action-items/keep-runbook-item';
import { clearStale } from '@/domain/diagnostics/rehearsal/clear-stale';
import { rehearse } from '@/domain/diagnostics/rehearsal/rehearse';
import type { Sweep } from './sweeps';

const LOOK_MS = 2_000;
const CLEAR_MS = 5_000;

export const rehearsal: Sweep = { name: 'rehearsal', everyMs: LOOK_MS, run: () => rehearse(keepRunbookItem) };
export const staleBlocks: Sweep = { name: 'stale blocks', everyMs: CLEAR_MS, run: () => clearStale(keepRunbookItem) };
