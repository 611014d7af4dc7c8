import { type Form, holdsPlainly, looserForm, type Signature } from '@/domain/runbooks/signatures';

/** The strictest form in which the text holds the signature, or null. */
export const matchSignature = (signature: Signature, text: Record<Form, string>): Form | null =>
  holdsPlainly(signature, text) ? 'plain' : looserForm(signature, text);
