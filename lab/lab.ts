import type pg from 'pg';
import type { Ariesone } from './ariesone/ariesone';
import type { ContainerPeers } from './containers/start-containers';
import type { Dotmac } from './dotmac/dotmac';
import type { LogStore } from './elasticsearch/start-logs';
import type { Monitoring } from './monitoring/start-monitoring';
import type { Oatie } from './oatie/oatie';
import type { PaksaSystem } from './paksa/start-paksa';
import type { PracticeSystem } from './practice/start-practice';

/** A database session that a fault holds; it leaves its set by itself when the server ends it. */
export type Session = { client: pg.ClientBase; end: () => Promise<void> };

/** A running practice environment, as its faults see it. */
export type Lab = {
  labDir: string;
  httpUrl: string;
  oatie: Oatie;
  /** The container engine and the clusters. */
  containers: ContainerPeers;
  paksa: PaksaSystem;
  practice: PracticeSystem;
  logs: LogStore;
  monitoring: Monitoring;
  dotmac: Dotmac;
  ariesone: Ariesone;
  /** Oatie's database as its application and as its operators reach it; with passwords, so never shown. */
  appUrl: string;
  writeUrl: string;
  /** What each fault holds open, by its name; ends with this process. */
  held: Map<string, Set<Session>>;
  timers: Map<string, NodeJS.Timeout>;
};
