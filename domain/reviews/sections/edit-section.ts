import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { changeWords } from '../change-review';
import type { EditSection } from '../schema';
import { isSection, SECTIONS, TEMPLATES } from './rules';
import { storeDrafts } from './store-drafts';

export type EditedSection = { section: string; revision: number };

/**
 * Writes a section, or gives it back to the facts. Refuses an edit of a revision that somebody has changed since, so that no words are
 * lost: the caller shows both and lets the person choose. What was written before is kept.
 */
export async function editSection(ctx: Context, input: z.output<typeof EditSection>): Promise<EditedSection> {
  authorise(ctx, 'review.edit');
  const { number, section: key, revision } = input;
  const body = input.body?.trim() ? input.body : null;
  return changeWords(ctx, number, async (tx, review, incident) => {
    if (!isSection(key) || !(TEMPLATES[review.kind] as readonly string[]).includes(key))
      throw invalid('section', 'is not a section of this review');
    const editor = { editedById: ctx.actor.id, editedByName: ctx.actor.name, editedAt: new Date() };
    const { count } = await tx.reviewSection.updateMany({
      where: { reviewId: review.id, key, revision },
      data: { body, revision: revision + 1, ...editor },
    });
    if (count === 0) {
      const now = await tx.reviewSection.findUnique({ where: { reviewId_key: { reviewId: review.id, key } } });
      throw conflict(
        `${now?.editedByName ?? 'Someone'} has changed “${SECTIONS[key].title}” since. Both texts are shown; nothing is lost.`,
      );
    }
    await storeDrafts(tx, ctx, incident, review);
    await tx.$executeRaw`UPDATE review_section SET "draftedSeen" = drafted WHERE "reviewId" = ${review.id}::uuid AND key = ${key}`;
    await tx.reviewEdit.create({ data: { reviewId: review.id, key, revision: revision + 1, body, ...editor } });
    return {
      events: [{ type: 'review_section_edited', data: { section: key, revision: revision + 1 } }],
      answer: { section: key, revision: revision + 1 },
    };
  });
}
