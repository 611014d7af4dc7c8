import type { ActionError } from '@/actions/result';

/** What of a refusal belongs beside a field, and what above the form. */
export function formRefusal(error: ActionError | undefined, fields: readonly string[]) {
  const fieldError = (name: string) => error?.details?.find((detail) => detail.field === name)?.message;
  const stray = error?.details?.filter((detail) => !fields.includes(detail.field)).map((detail) => detail.message) ?? [];
  const shownBeside = error?.details?.length && stray.length === 0;
  return { fieldError, message: error && !shownBeside ? [error.message, ...stray].join(' ') : undefined };
}
