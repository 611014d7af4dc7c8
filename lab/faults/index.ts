import { BAD_TOKEN } from './bad-token';
import { CONTAINER_OOM } from './container-oom';
import { COREDNS_BROKEN } from './coredns-broken';
import { CRASH_LOOP } from './crash-loop';
import { DISK_PRESSURE } from './disk-pressure';
import { EMPTY_ENDPOINTS } from './empty-endpoints';
import type { Fault } from './fault';
import { FORGOTTEN_VARIABLE } from './forgotten-variable';
import { HTTP_5XX } from './http-5xx';
import { LOCK_TREE } from './lock-tree';
import { LOST_MONEY } from './lost-money';
import { LOST_ROLE } from './lost-role';
import { MEMORY_LEAK } from './memory-leak';
import { ARIESONE_FAULTS, DOTMAC_FAULTS } from './of-dotmac-and-ariesone';
import { PAKSA_BACKEND_DOWN } from './paksa-backend-down';
import { PAKSA_BAD_INVOICES } from './paksa-bad-invoices';
import { PAKSA_BALANCER_DOWN } from './paksa-balancer-down';
import { PAKSA_BALANCER_SETTINGS } from './paksa-balancer-settings';
import { PAKSA_CERTIFICATE_EXPIRES } from './paksa-certificate-expires';
import { PAKSA_DATABASE_DOWN } from './paksa-database-down';
import { PAKSA_EXPORTER_DOWN } from './paksa-exporter-down';
import { PAKSA_KEY_MISMATCH } from './paksa-key-mismatch';
import { PAKSA_MEMORY_LEAK } from './paksa-memory-leak';
import { PAKSA_REQUESTS_FAIL } from './paksa-requests-fail';
import { PAKSA_RUNAWAY_QUERIES } from './paksa-runaway-queries';
import { PAKSA_SLOW_INVOICES } from './paksa-slow-invoices';
import { PAKSA_TWO_HEADS } from './paksa-two-heads';
import { POD_MEMORY } from './pod-memory';
import { POOL_EXHAUSTION } from './pool-exhaustion';
import { PUBLISHER_DOWN } from './publisher-down';
import { REPORT_INDEX_GONE } from './report-index-gone';
import { ROLLOUT_STUCK } from './rollout-stuck';
import { SCHEMA_DRIFT } from './schema-drift';
import { SLOW_QUERIES } from './slow-queries';
import { STUCK_REPORTS } from './stuck-reports';
import { USER_INDEX_GONE } from './user-index-gone';

/** Faults of the further systems of the guides. A database that is down comes first: to heal others takes it. */
const OF_GUIDES: readonly Fault[] = [
  PAKSA_DATABASE_DOWN,
  CONTAINER_OOM,
  FORGOTTEN_VARIABLE,
  LOST_MONEY,
  LOST_ROLE,
  MEMORY_LEAK,
  PAKSA_BACKEND_DOWN,
  PAKSA_BAD_INVOICES,
  PAKSA_BALANCER_DOWN,
  PAKSA_BALANCER_SETTINGS,
  PAKSA_CERTIFICATE_EXPIRES,
  PAKSA_EXPORTER_DOWN,
  PAKSA_KEY_MISMATCH,
  PAKSA_MEMORY_LEAK,
  PAKSA_REQUESTS_FAIL,
  PAKSA_RUNAWAY_QUERIES,
  PAKSA_SLOW_INVOICES,
  PAKSA_TWO_HEADS,
  PUBLISHER_DOWN,
  REPORT_INDEX_GONE,
  SCHEMA_DRIFT,
  STUCK_REPORTS,
  USER_INDEX_GONE,
];

/** Faults of the practice clusters. */
const OF_CLUSTERS: readonly Fault[] = [CRASH_LOOP, COREDNS_BROKEN, EMPTY_ENDPOINTS, POD_MEMORY, ROLLOUT_STUCK];
const OATIE_FAULTS: readonly Fault[] = [POOL_EXHAUSTION, SLOW_QUERIES, LOCK_TREE, HTTP_5XX, BAD_TOKEN, DISK_PRESSURE];

export const FAULTS: readonly Fault[] = [...OATIE_FAULTS, ...DOTMAC_FAULTS, ...ARIESONE_FAULTS, ...OF_GUIDES, ...OF_CLUSTERS];
