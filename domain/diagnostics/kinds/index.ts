import type { Kind } from '@/domain/runbooks/schema';
import type { Runner } from '../schema';
import { bash } from './bash';
import { compare } from './compare';
import { dns } from './dns';
import { docker } from './docker';
import { elasticsearch } from './elasticsearch';
import { env } from './env';
import { envdiff } from './envdiff';
import { file } from './file';
import { firewall } from './firewall';
import { healthOf } from './health';
import { hmac } from './hmac';
import { host } from './host';
import { http } from './http';
import { jvm } from './jvm';
import { jwt } from './jwt';
import { kubectl } from './kubectl';
import { logscan } from './logscan';
import { migrations } from './migrations';
import { ntp } from './ntp';
import { promql } from './promql';
import { promrule } from './promrule';
import { redis } from './redis';
import { repeatable } from './repeat';
import { scrape } from './scrape';
import { secret } from './secret';
import { service } from './service';
import { snmp } from './snmp';
import { sql } from './sql';
import { tcp } from './tcp';
import { tls } from './tls';
import { x509 } from './x509';

/** Every kind that stands by itself. */
const ALONE = {
  bash,
  dns: repeatable(dns),
  docker,
  elasticsearch,
  env,
  envdiff,
  file,
  hmac,
  host,
  http: repeatable(http),
  jwt,
  kubectl,
  logscan,
  ntp,
  promql,
  redis,
  scrape,
  secret,
  snmp,
  migrations,
  compare,
  jvm,
  promrule,
  service,
  firewall,
  sql,
  tcp: repeatable(tcp),
  tls,
  x509,
} satisfies Record<Exclude<Kind, 'health'>, Runner>;

/** How each kind is run. */
export const KIND_RUNNERS = { ...ALONE, health: healthOf(ALONE) } satisfies Record<Kind, Runner>;
