import { settleSchedules } from '@/domain/diagnostics/schedules/settle-schedules';
import { startDue } from '@/domain/diagnostics/schedules/start-due';
import { trimHistory } from '@/domain/diagnostics/trim-history';
import type { Sweep } from './sweeps';

const LOOK_MS = 1_000;
const SETTLE_MS = 2_000;
const TRIM_MS = 10 * 60_000;

export const dueSchedules: Sweep = { name: 'due schedules', everyMs: LOOK_MS, run: startDue };
export const scheduleResults: Sweep = { name: 'schedule results', everyMs: SETTLE_MS, run: () => settleSchedules() };
export const oldResults: Sweep = { name: 'old results', everyMs: TRIM_MS, run: trimHistory };
