'use server';

import { addHoliday as addDay } from '@/domain/incidents/clocks/add-holiday';
import { changeCalendar as calendar } from '@/domain/incidents/clocks/change-calendar';
import { changeChecklist as checklist } from '@/domain/incidents/clocks/change-checklist';
import { changeSeverityPolicy as policy } from '@/domain/incidents/clocks/change-severity-policy';
import { pauseClock as pause } from '@/domain/incidents/clocks/pause-clock';
import { removeHoliday as removeDay } from '@/domain/incidents/clocks/remove-holiday';
import { resumeClock as resume } from '@/domain/incidents/clocks/resume-clock';
import {
  AddHoliday,
  ChangeCalendar,
  ChangeChecklist,
  ChangeSeverityPolicy,
  PauseClock,
  RemoveHoliday,
  ResumeClock,
  TellStatusPage,
} from '@/domain/incidents/clocks/schema';
import { tellStatusPage as tell } from '@/domain/incidents/clocks/tell-status-page';
import { act } from './act';

export async function pauseClock(raw: unknown) {
  return act(PauseClock, raw, pause);
}
export async function resumeClock(raw: unknown) {
  return act(ResumeClock, raw, resume);
}
export async function tellStatusPage(raw: unknown) {
  return act(TellStatusPage, raw, tell);
}
export async function changeSeverityPolicy(raw: unknown) {
  return act(ChangeSeverityPolicy, raw, policy);
}
export async function changeChecklist(raw: unknown) {
  return act(ChangeChecklist, raw, checklist);
}
export async function changeCalendar(raw: unknown) {
  return act(ChangeCalendar, raw, calendar);
}
export async function addHoliday(raw: unknown) {
  return act(AddHoliday, raw, addDay);
}
export async function removeHoliday(raw: unknown) {
  return act(RemoveHoliday, raw, removeDay);
}
