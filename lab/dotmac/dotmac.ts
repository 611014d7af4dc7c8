import type { RestartableCache } from '../cache/restartable-cache';
import type { AccessLog } from '../oatie/access-log';
import type { RequestMetrics } from '../web/request-metrics';
import type { WebRoute } from '../web/serve-routes';
import type { DotmacFolders } from './folders';

/** DotMac's parts that its routes work with and that faults reach into. */
export type Dotmac = {
  folders: DotmacFolders;
  /** Its database as its application and as its operators reach it; with passwords, so never shown. */
  appUrl: string;
  writeUrl: string;
  log: AccessLog;
  metrics: RequestMetrics;
  opsToken: string;
  /** With what its tokens are signed. */
  signingSecret: string;
  cache: RestartableCache;
  processor: { url: string; isDown: boolean };
  resolver: { forgets: boolean };
};

export type DotmacRoute = WebRoute<Dotmac>;
