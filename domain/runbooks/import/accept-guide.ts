import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { fileHash } from '../content-hash';
import { totalOf } from './import-report';
import { placeDropped } from './place-dropped';
import { importDropped } from './review-guide';
import type { AcceptGuide, Total } from './schema';

export type AcceptedGuide = { slug: string; total: Total };

/**
 * Imports a guide anew from its bytes and writes it into the folder of runbooks, with the chosen blocks only to be read. Nothing can be made
 * runnable that the import did not prove. Throws invalid for what is no guide, and conflict when another file has its name.
 */
export async function acceptGuide(ctx: Context, input: AcceptGuide): Promise<AcceptedGuide> {
  authorise(ctx, 'runbook.import');
  const { source, service, name, over, title, owner, asReference } = input;
  const { mdx, file } = await importDropped(input, { title, owner, toRead: new Set(asReference) });
  const slug = `${service}/${name}`;
  const total = totalOf([file]);
  await db().$transaction(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'runbook_imported',
      subjectType: 'runbook',
      subjectId: slug,
      data: { source, sha256: fileHash(mdx), total, ...(over ? { over } : {}) },
    });
    await placeDropped(slug, mdx, over);
  });
  return { slug, total };
}
