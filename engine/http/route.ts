import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Context } from '@/domain/context';

export type RouteInput<P, Q, B> = {
  params: P;
  query: Q;
  body: B;
  idempotencyKey: string | undefined;
  request: FastifyRequest;
  reply: FastifyReply;
};

/** One door of the REST interface: what enters is checked by zod, then the verb is called. */
export type Route = {
  method: 'GET' | 'POST';
  path: string;
  summary: string;
  /** The verb behind it; the access test asks for its row by this name. */
  verb: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The most that a body may have, where that is more than others may. */
  bodyBytes?: number;
  status?: number;
  run: (ctx: Context, input: RouteInput<unknown, unknown, unknown>) => Promise<unknown>;
};

type Typed<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Omit<Route, 'params' | 'query' | 'body' | 'run'> & {
  params?: P;
  query?: Q;
  body?: B;
  run: (ctx: Context, input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>) => Promise<unknown>;
};

/** Declares a route with the types of its schemas. */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(declared: Typed<P, Q, B>): Route =>
  declared as unknown as Route;
