import type { ActionResult } from '@/actions/result';

/** An action's answer; where none came, because the console cannot be reached, an error that says so. */
export const answered = <T>(asked: Promise<ActionResult<T>>): Promise<ActionResult<T>> =>
  asked.catch(() => ({
    ok: false,
    error: {
      code: 'unavailable',
      message: 'The console did not answer, so it is not known whether this was done. Look at what is shown before you try again.',
      requestId: '',
    },
  }));
