import type { ErrorCode, FieldDetail } from '@/domain/errors';

export type ActionError = { code: ErrorCode | 'internal'; message: string; details?: FieldDetail[]; requestId: string };

/** What every server action answers: the verb's value, or why it could not be done. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ActionError };
