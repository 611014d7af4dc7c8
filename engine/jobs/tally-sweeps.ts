import { keepTallies } from '@/domain/analytics/tallies/keep-tallies';
import type { Sweep } from './sweeps';

const LOOK_MS = 5_000;

export const tallies: Sweep = { name: 'tallies', everyMs: LOOK_MS, run: keepTallies };
