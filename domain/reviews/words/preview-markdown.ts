import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import type { PreviewMarkdown } from '../schema';
import { type TextNode, textTree } from './text-tree';

/** How a text will be drawn, before it is saved. */
export async function previewMarkdown(ctx: Context, { body }: z.output<typeof PreviewMarkdown>): Promise<TextNode[]> {
  authorise(ctx, 'review.edit');
  return textTree(body);
}
