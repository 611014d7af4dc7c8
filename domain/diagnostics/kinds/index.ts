import type { Kind } from '@/domain/runbooks/schema';
import type { Runner } from '../schema';
import { bash } from './bash';
import { dns } from './dns';
import { host } from './host';
import { http } from './http';
import { redis } from './redis';
import { sql } from './sql';
import { tcp } from './tcp';
import { tls } from './tls';

/** How each kind is run. */
export const KIND_RUNNERS = { bash, dns, host, http, redis, sql, tcp, tls } satisfies Record<Kind, Runner>;
