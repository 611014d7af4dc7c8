import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { ReviewDocument } from './document/schema';
import { toHtml } from './document/to-html';
import { toMarkdown } from './document/to-markdown';
import { findIncident } from './find-incident';
import { readDocument } from './read-review';
import type { OnReview } from './schema';

export const EXPORT_FORMATS = ['json', 'md', 'html'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type Exported = { contentType: string; fileName: string; content: string };

const TYPES = { json: 'application/json', md: 'text/markdown', html: 'text/html' } as const satisfies Record<ExportFormat, string>;
const WRITERS = {
  json: (document) => `${JSON.stringify(document, null, 2)}\n`,
  md: toMarkdown,
  html: toHtml,
} satisfies Record<ExportFormat, (document: ReviewDocument) => string>;

type Asked = z.output<typeof OnReview> & { format: ExportFormat };

/**
 * The review of an incident in one file: also before anybody opened it, with what the facts say. Throws not_found, for one that the
 * caller may not know of too.
 */
export async function exportReview(ctx: Context, { number, format }: Asked): Promise<Exported> {
  authorise(ctx, 'review.read');
  const incident = await findIncident(ctx, number);
  const document = await readDocument(db(), ctx, incident);
  return { contentType: `${TYPES[format]}; charset=utf-8`, fileName: `review-${number}.${format}`, content: WRITERS[format](document) };
}
