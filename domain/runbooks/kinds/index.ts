import type { Kind } from '../schema';
import { bash } from './bash';
import { compare } from './compare';
import { docker } from './docker';
import { elasticsearch } from './elasticsearch';
import { env } from './env';
import { envdiff } from './envdiff';
import { file } from './file';
import { firewall } from './firewall';
import { health } from './health';
import { hmac } from './hmac';
import { http } from './http';
import { jvm } from './jvm';
import { jwt } from './jwt';
import type { KindFormat } from './kind-format';
import { kubectl } from './kubectl';
import { logscan } from './logscan';
import { migrations } from './migrations';
import { ntp } from './ntp';
import { dns, host, tls } from './probes';
import { promql } from './promql';
import { promrule } from './promrule';
import { redis } from './redis';
import { scrape } from './scrape';
import { secret } from './secret';
import { service } from './service';
import { snmp } from './snmp';
import { sql } from './sql';
import { tcp } from './tcp';
import { x509 } from './x509';

/** What may stand in the fence of each kind. */
export const KIND_FORMATS: Record<Kind, KindFormat> = {
  sql,
  http,
  tcp,
  dns,
  tls,
  host,
  bash,
  redis,
  x509,
  ntp,
  jwt,
  hmac,
  env,
  envdiff,
  file,
  logscan,
  scrape,
  promql,
  elasticsearch,
  docker,
  kubectl,
  health,
  secret,
  snmp,
  migrations,
  compare,
  jvm,
  promrule,
  service,
  firewall,
};
