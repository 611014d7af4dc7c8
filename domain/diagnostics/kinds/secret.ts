import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readSecret, type SecretFormat } from '@/domain/runbooks/kinds/secret';
import { errored } from '../outcome-errors';
import type { Runner } from '../schema';

export type SecretData = { format: SecretFormat; bytes: number; entropyBits: number };

/**
 * Says what sort of secret is wanted. The secret itself is made in the browser of the person who asks, shown there once, and never comes to the
 * console: it cannot be stored. Data: format, bytes, entropyBits.
 */
export const secret: Runner = async ({ block, emit }) => {
  const body = readSecret(block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  const entropyBits = body.bytes * 8;
  await emit('stdout', `A secret of ${entropyBits} bits in ${body.format} is made in your browser; the console never has it.\n`);
  return { status: 'completed', data: { ...body, entropyBits } satisfies SecretData };
};
