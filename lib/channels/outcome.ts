/** Why a message was not taken, as data: a stable code, a sentence for people, and what it means for another try. */
export type SendFailure = {
  error: string;
  message: string;
  /** What the other side asked us to wait. */
  retryAfterMs?: number;
  /** Another try would end the same way. */
  permanent?: true;
  /** It may have been taken all the same: what is sent next may be a repeat. */
  unsure?: true;
};

export type SendOutcome = { delivered: true } | SendFailure;

export const failed = (error: string, message: string, more: Omit<SendFailure, 'error' | 'message'> = {}): SendFailure => ({
  error,
  message,
  ...more,
});
