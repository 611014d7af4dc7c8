import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { env } from '@/lib/env';
import { type ControlReply, controlFile, type FaultState } from './control';

export type { FaultState };

const NOT_RUNNING = 'The lab is not running. Start the console with LAB=on (the default) and the same DATA_DIR, then try again.';

async function order(method: 'GET' | 'POST', pathname: string, dataDir = env().DATA_DIR): Promise<FaultState[]> {
  const control = await readFile(controlFile(path.join(dataDir, 'lab')), 'utf8').catch(() => null);
  if (!control) throw new Error(NOT_RUNNING);
  const { url, token } = JSON.parse(control) as { url: string; token: string };
  const response = await fetch(`${url}${pathname}`, { method, headers: { authorization: `Bearer ${token}` } }).catch(() => null);
  if (!response) throw new Error(NOT_RUNNING);
  const reply = (await response.json()) as ControlReply;
  if ('error' in reply) throw new Error(reply.error);
  return reply.faults;
}

/** Causes a fault in the running lab. Throws, with what to do, when the lab is off or the fault cannot be had. */
export const breakFault = (name: string, dataDir?: string) => order('POST', `/break/${encodeURIComponent(name)}`, dataDir);

/** Heals one fault, or every one. */
export const healFault = (name?: string, dataDir?: string) => order('POST', name ? `/heal/${encodeURIComponent(name)}` : '/heal', dataDir);

/** Every fault with what it breaks, what cures it and whether it is active. */
export const listFaults = (dataDir?: string) => order('GET', '/faults', dataDir);
