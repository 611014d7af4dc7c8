export const ERROR_CODES = ['invalid', 'unauthenticated', 'forbidden', 'not_found', 'conflict', 'unavailable'] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A bad field and what is wrong with it. */
export type FieldDetail = { field: string; message: string };

/** Thrown when a verb could not be done. Its message is written for the person who asked. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: FieldDetail[],
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

export const invalid = (field: string, message: string) => new DomainError('invalid', `${field}: ${message}`, [{ field, message }]);
export const notFound = (what: string) => new DomainError('not_found', `${what} was not found`);
export const conflict = (message: string) => new DomainError('conflict', message);
