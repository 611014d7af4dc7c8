import pino from 'pino';

/** Structured log on stderr, one JSON object a line: error, type, context. */
export const log = pino(
  { level: process.env.LOG_LEVEL || 'info', base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination(2),
);
