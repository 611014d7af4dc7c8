import { z } from 'zod';
import { getAnalytics } from '@/domain/analytics/get-analytics';
import { AskAnalytics } from '@/domain/analytics/schema';
import { writeCsv } from '@/domain/analytics/write-csv';
import { type Route, route } from './route';

export const ANALYTICS_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/analytics',
    summary: 'Whether incidents are handled better than before; format=csv gives its course as a table',
    verb: 'getAnalytics',
    query: AskAnalytics.extend({ format: z.enum(['json', 'csv']).optional() }),
    run: async (ctx, { query, reply }) => {
      const { format, ...asked } = query;
      const view = await getAnalytics(ctx, asked);
      if (format !== 'csv') return view;
      reply.header('content-type', 'text/csv; charset=utf-8');
      reply.header('content-disposition', `attachment; filename="incidents-${view.period.from}-${view.period.to}.csv"`);
      return writeCsv(view);
    },
  }),
];
