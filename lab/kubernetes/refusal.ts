const REASONS: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
};

/** What the server refuses, in its own form. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly details: object = {},
  ) {
    super(message);
  }

  get status() {
    const { code, message, details } = this;
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason: REASONS[code] ?? 'InternalError',
      details,
      code,
    };
  }
}

export const notFound = (resource: string, name: string) =>
  new Refusal(404, `${resource} "${name}" not found`, { name, kind: resource.split('.')[0] });
