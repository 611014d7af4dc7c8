import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { problem, type Route, reply } from './oatie';

const SLOWEST_MS = 10_000;
type Definition = { columns: string[] };
const Trial = z.strictObject({ title: z.string().min(1), columns: z.array(z.string().min(1)).min(1) });

/** The tally that is fast with idx_audit_logs_timestamp and reads the whole log once per organization without it. */
export const ACTIVITY_SQL = `SELECT o.id, o.name, (SELECT count(*) FROM audit_logs a
    WHERE a.organization_id = o.id AND a."timestamp" > now() - interval '1 hour') AS events
  FROM organizations o ORDER BY events DESC LIMIT 20`;

export const REPORT_ROUTES: Route[] = [
  {
    method: 'GET',
    pattern: /^\/api\/v1\/reports\/(\d{1,9})\/executions$/,
    name: '/api/v1/reports/{id}/executions',
    answer: async (oatie, _request, [id]) => {
      const report = await oatie.pool.query('SELECT 1 FROM reports WHERE id = $1', [id]);
      if (report.rowCount === 0) return problem(404, 'not_found', `report ${id} does not exist`);
      const found = await oatie.pool.query(
        'SELECT id, status, started_at, duration_ms, error FROM report_executions WHERE report_id = $1 ORDER BY started_at DESC LIMIT 10',
        [id],
      );
      return reply(200, { items: found.rows });
    },
  },
  {
    method: 'GET',
    pattern: /^\/api\/v1\/reports\/(\d{1,9})\/preview$/,
    name: '/api/v1/reports/{id}/preview',
    answer: async (oatie, _request, [id]) => {
      const found = await oatie.pool.query<{ title: string; definition: Definition; enabled: boolean }>(
        'SELECT r.title, t.definition, t.enabled FROM reports r JOIN templates t ON t.id = r.template_id WHERE r.id = $1',
        [id],
      );
      const report = found.rows[0];
      if (!report) return problem(404, 'not_found', `report ${id} does not exist`);
      const columns = report.enabled ? report.definition.columns.map((column) => column.toUpperCase()) : [];
      return reply(200, { title: report.title, layout: report.enabled ? 'template' : 'plain', columns });
    },
  },
  {
    method: 'POST',
    pattern: /^\/api\/v1\/previews$/,
    name: '/api/v1/previews',
    answer: (_oatie, request) => {
      const trial = Trial.safeParse(request.body);
      if (!trial.success)
        return problem(422, 'invalid', trial.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
      return reply(200, { title: trial.data.title, columns: trial.data.columns.map((column) => column.toUpperCase()) });
    },
  },
  {
    method: 'GET',
    pattern: /^\/api\/v1\/activity$/,
    name: '/api/v1/activity',
    answer: async (oatie) => reply(200, { items: (await oatie.pool.query(ACTIVITY_SQL)).rows }),
  },
  {
    method: 'GET',
    pattern: /^\/slow$/,
    name: '/slow',
    answer: async (_oatie, request) => {
      const ms = Math.min(SLOWEST_MS, Math.max(0, Number(request.query.get('ms') ?? 1_000) || 0));
      await sleep(ms);
      return reply(200, { sleptMs: ms });
    },
  },
  {
    method: 'GET',
    pattern: /^\/fail$/,
    name: '/fail',
    answer: (_oatie, request) => {
      const status = Number(request.query.get('status') ?? 500);
      return problem(status >= 400 && status <= 599 ? status : 500, 'asked_for', 'this route fails as it was asked to');
    },
  },
];
