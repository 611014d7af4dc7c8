'use server';

import { z } from 'zod';
import { changeRehearsal as change } from '@/domain/diagnostics/rehearsal/change-rehearsal';
import { ChangeRehearsal } from '@/domain/diagnostics/rehearsal/schema';
import { startRehearsal as start } from '@/domain/diagnostics/rehearsal/start-rehearsal';
import { act } from './act';

export async function changeRehearsal(raw: unknown) {
  return act(ChangeRehearsal, raw, change);
}
export async function startRehearsal(raw: unknown) {
  return act(z.strictObject({}), raw, (ctx) => start(ctx));
}
