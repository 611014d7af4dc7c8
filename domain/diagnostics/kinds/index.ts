import type { Kind } from '@/domain/runbooks/schema';
import type { Runner } from '../schema';
import { bash } from './bash';
import { dns } from './dns';
import { elasticsearch } from './elasticsearch';
import { env } from './env';
import { envdiff } from './envdiff';
import { file } from './file';
import { hmac } from './hmac';
import { host } from './host';
import { http } from './http';
import { jwt } from './jwt';
import { logscan } from './logscan';
import { ntp } from './ntp';
import { promql } from './promql';
import { redis } from './redis';
import { scrape } from './scrape';
import { sql } from './sql';
import { tcp } from './tcp';
import { tls } from './tls';
import { x509 } from './x509';

/** How each kind is run. */
export const KIND_RUNNERS = {
  bash,
  dns,
  elasticsearch,
  env,
  envdiff,
  file,
  hmac,
  host,
  http,
  jwt,
  logscan,
  ntp,
  promql,
  redis,
  scrape,
  sql,
  tcp,
  tls,
  x509,
} satisfies Record<Kind, Runner>;
