import { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { notFound } from '@/domain/errors';
import { listIncidents } from '@/domain/incidents/list-incidents';
import { searchReviews } from '@/domain/reviews/found/search-reviews';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { searchRunbooks } from '@/domain/runbooks/search-runbooks';
import { type Route, route } from './route';

const Slug = z.strictObject({ service: z.string().max(100), name: z.string().max(100) });
const FOUND_INCIDENTS = 5;
/** What a pasted line brings along: its colours, and characters that nobody sees. */
const UNSEEN = /\u001b\[[\d;]*m|(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

export const RUNBOOK_ROUTES: Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/runbooks',
    summary: 'All runbooks',
    verb: 'listRunbooks',
    run: async (ctx) => {
      authorise(ctx, 'runbook.read');
      return { items: await listRunbooks(), nextCursor: null };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/runbooks/:service/:name',
    summary: 'One runbook with its blocks and problems',
    verb: 'loadRunbook',
    params: Slug,
    run: async (ctx, { params }) => {
      authorise(ctx, 'runbook.read');
      const runbook = await loadRunbook(`${params.service}/${params.name}`);
      if (!runbook) throw notFound(`Runbook ${params.service}/${params.name}`);
      const { tree: _tree, file: _file, problems, ...rest } = runbook;
      return { ...rest, problems: problems.map(({ file, ...problem }) => ({ file: file.split('/').slice(-2).join('/'), ...problem })) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/search',
    summary: 'Sections of runbooks, incidents and reviews; a pasted error finds its section first',
    verb: 'searchRunbooks',
    query: z.strictObject({ q: z.string().max(20_000) }),
    run: async (ctx, { query: { q } }) => {
      authorise(ctx, 'runbook.read');
      const words = q.replace(UNSEEN, '').trim().slice(0, 200);
      const isOneLine = words !== '' && !words.includes('\n');
      const [runbooks, incidents, reviews] = await Promise.all([
        searchRunbooks(q),
        isOneLine ? listIncidents(ctx, { q: words, limit: FOUND_INCIDENTS }).then(({ items }) => items) : [],
        isOneLine ? searchReviews(ctx, { q: words }) : [],
      ]);
      return {
        items: [
          ...runbooks.map((hit) => ({ type: 'runbook' as const, ...hit })),
          ...incidents.map((incident) => ({ type: 'incident' as const, ...incident })),
          ...reviews.map((review) => ({ type: 'review' as const, ...review })),
        ],
        nextCursor: null,
      };
    },
  }),
];
