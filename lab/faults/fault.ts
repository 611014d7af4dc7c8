import type { Lab } from '../lab';

/** A real fault of the practice environment. Blocks are named "service/runbook#block". */
export type Fault = {
  name: string;
  title: string;
  explanation: string;
  /** Diagnostics that must turn to fail. */
  breaks: string[];
  /** Diagnostics that turn to fail as well, and forget it only after minutes: they look at a course of time. */
  lingers?: string[];
  /** Remediations that cure it, in their order. None: it ends elsewhere, and nobody here can end it. */
  curedBy: string[];
  /** Labels of the alert that it would raise. */
  alert: Record<string, string>;
  /** Why it cannot be had on this machine, if it cannot. */
  unavailable?: (lab: Lab) => string | undefined;
  cause: (lab: Lab) => Promise<void>;
  /** Brings the healthy state back; may be repeated. */
  heal: (lab: Lab) => Promise<void>;
  isActive: (lab: Lab) => Promise<boolean>;
};
