import { ARIESONE_CACHE_DOWN } from './ariesone-cache-down';
import { ARIESONE_CACHE_FULL } from './ariesone-cache-full';
import { ARIESONE_CACHE_STALE } from './ariesone-cache-stale';
import { ARIESONE_DATABASE_STOPPED } from './ariesone-database-stopped';
import { ARIESONE_IDLE_SESSIONS } from './ariesone-idle-sessions';
import { ARIESONE_LOST_ROLE } from './ariesone-lost-role';
import { ARIESONE_MISSING_INDEXES } from './ariesone-missing-indexes';
import { ARIESONE_QUEUE_DOWN } from './ariesone-queue-down';
import { ARIESONE_UNKNOWN_MIGRATION } from './ariesone-unknown-migration';
import { DOTMAC_BROKEN_RELEASE } from './dotmac-broken-release';
import { DOTMAC_CACHE_DOWN } from './dotmac-cache-down';
import { DOTMAC_DUPLICATE_PORTAL_IDS } from './dotmac-duplicate-portal-ids';
import { DOTMAC_ERRORS_IN_LOG } from './dotmac-errors-in-log';
import { DOTMAC_FAILED_PAYMENTS } from './dotmac-failed-payments';
import { DOTMAC_LOCKED_ACCOUNT } from './dotmac-locked-account';
import { DOTMAC_NAME_LOST } from './dotmac-name-lost';
import { DOTMAC_OLD_UPLOADS } from './dotmac-old-uploads';
import { DOTMAC_PASSWORD_CHANGED } from './dotmac-password-changed';
import { DOTMAC_PRIVILEGES_LOST } from './dotmac-privileges-lost';
import { DOTMAC_PROCESSOR_DOWN } from './dotmac-processor-down';
import { DOTMAC_SETTINGS_FROM_TEMPLATE } from './dotmac-settings-from-template';
import { DOTMAC_SLOW_CUSTOMERS } from './dotmac-slow-customers';
import { DOTMAC_UPLOAD_PERMISSIONS } from './dotmac-upload-permissions';
import type { Fault } from './fault';

/** Faults of DotMac. */
export const DOTMAC_FAULTS: readonly Fault[] = [
  DOTMAC_PASSWORD_CHANGED,
  DOTMAC_PRIVILEGES_LOST,
  DOTMAC_SETTINGS_FROM_TEMPLATE,
  DOTMAC_CACHE_DOWN,
  DOTMAC_LOCKED_ACCOUNT,
  DOTMAC_SLOW_CUSTOMERS,
  DOTMAC_PROCESSOR_DOWN,
  DOTMAC_NAME_LOST,
  DOTMAC_UPLOAD_PERMISSIONS,
  DOTMAC_OLD_UPLOADS,
  DOTMAC_FAILED_PAYMENTS,
  DOTMAC_DUPLICATE_PORTAL_IDS,
  DOTMAC_ERRORS_IN_LOG,
  DOTMAC_BROKEN_RELEASE,
];

/** Faults of Ariesone. */
export const ARIESONE_FAULTS: readonly Fault[] = [
  ARIESONE_CACHE_FULL,
  ARIESONE_CACHE_STALE,
  ARIESONE_CACHE_DOWN,
  ARIESONE_QUEUE_DOWN,
  ARIESONE_MISSING_INDEXES,
  ARIESONE_LOST_ROLE,
  ARIESONE_IDLE_SESSIONS,
  ARIESONE_DATABASE_STOPPED,
  ARIESONE_UNKNOWN_MIGRATION,
];
