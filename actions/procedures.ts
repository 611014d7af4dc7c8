'use server';

import { failStep as fail } from '@/domain/procedures/fail-step';
import { finishStep as finish } from '@/domain/procedures/finish-step';
import { FailStep, FinishStep, SkipStep, StartProcedure, StopProcedure } from '@/domain/procedures/schema';
import { skipStep as skip } from '@/domain/procedures/skip-step';
import { startProcedure as start } from '@/domain/procedures/start-procedure';
import { stopProcedure as stop } from '@/domain/procedures/stop-procedure';
import { act } from './act';

export async function startProcedure(raw: unknown) {
  return act(StartProcedure, raw, start);
}
export async function finishStep(raw: unknown) {
  return act(FinishStep, raw, finish);
}
export async function failStep(raw: unknown) {
  return act(FailStep, raw, fail);
}
export async function skipStep(raw: unknown) {
  return act(SkipStep, raw, skip);
}
export async function stopProcedure(raw: unknown) {
  return act(StopProcedure, raw, stop);
}
