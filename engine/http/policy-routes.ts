import { addHoliday } from '@/domain/incidents/clocks/add-holiday';
import { changeCalendar } from '@/domain/incidents/clocks/change-calendar';
import { changeChecklist } from '@/domain/incidents/clocks/change-checklist';
import { changeSeverityPolicy } from '@/domain/incidents/clocks/change-severity-policy';
import { getCalendar } from '@/domain/incidents/clocks/get-calendar';
import { listChecklists } from '@/domain/incidents/clocks/list-checklists';
import { removeHoliday } from '@/domain/incidents/clocks/remove-holiday';
import { AddHoliday, ChangeCalendar, ChangeChecklist, ChangeSeverityPolicy, RemoveHoliday } from '@/domain/incidents/clocks/schema';
import { listSeverityPolicies } from '@/domain/incidents/list-severity-policies';
import { type Route, route } from './route';

export const POLICY_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/policies',
    summary: 'What each severity means and asks',
    verb: 'listSeverityPolicies',
    run: async (ctx) => ({ items: await listSeverityPolicies(ctx), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/policies',
    summary: 'Change what a severity means and asks; give the version you read',
    verb: 'changeSeverityPolicy',
    body: ChangeSeverityPolicy,
    run: (ctx, { body }) => changeSeverityPolicy(ctx, body),
  }),
  route({
    method: 'GET',
    path: '/api/v1/checklists',
    summary: 'What is always done at each severity',
    verb: 'listChecklists',
    run: async (ctx) => ({ items: await listChecklists(ctx), nextCursor: null }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/checklists',
    summary: 'Replace the checklist of a severity; give the version of its policy',
    verb: 'changeChecklist',
    body: ChangeChecklist,
    run: (ctx, { body }) => changeChecklist(ctx, body),
  }),
  route({
    method: 'GET',
    path: '/api/v1/calendar',
    summary: 'Business days, hours and holidays',
    verb: 'getCalendar',
    run: (ctx) => getCalendar(ctx),
  }),
  route({
    method: 'POST',
    path: '/api/v1/calendar',
    summary: 'Change business days and hours; give the version you read',
    verb: 'changeCalendar',
    body: ChangeCalendar,
    run: (ctx, { body }) => changeCalendar(ctx, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/holidays',
    summary: 'Add a holiday',
    verb: 'addHoliday',
    body: AddHoliday,
    status: 201,
    run: (ctx, { body }) => addHoliday(ctx, body),
  }),
  route({
    method: 'POST',
    path: '/api/v1/holidays/:date/remove',
    summary: 'Remove a holiday',
    verb: 'removeHoliday',
    params: RemoveHoliday,
    run: (ctx, { params }) => removeHoliday(ctx, params),
  }),
];
