'use server';

import { addSchedule as add } from '@/domain/diagnostics/schedules/add-schedule';
import { endSchedule as end } from '@/domain/diagnostics/schedules/end-schedule';
import { pauseSchedule as pause } from '@/domain/diagnostics/schedules/pause-schedule';
import { resumeSchedule as resume } from '@/domain/diagnostics/schedules/resume-schedule';
import { AddSchedule, OnSchedule, PauseSchedule, ResumeSchedule } from '@/domain/diagnostics/schedules/schema';
import { act } from './act';

export async function addSchedule(raw: unknown) {
  return act(AddSchedule, raw, add);
}
export async function pauseSchedule(raw: unknown) {
  return act(PauseSchedule, raw, pause);
}
export async function resumeSchedule(raw: unknown) {
  return act(ResumeSchedule, raw, resume);
}
export async function endSchedule(raw: unknown) {
  return act(OnSchedule, raw, end);
}
