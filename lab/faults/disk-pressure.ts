import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const MONTH_MS = 30 * 86_400_000;
const FILE_BYTES = 1024 * 1024;
const LEFT_BYTES = 128 * 1024;
const FULL_PCT = 90;

async function usedPct(lab: Lab): Promise<number> {
  const { totalBytes, freeBytes } = await lab.oatie.volume.usage();
  return (100 * (totalBytes - freeBytes)) / totalBytes;
}

async function writeOldExports(lab: Lab) {
  const old = new Date(Date.now() - MONTH_MS);
  for (let number = 1; ; number += 1) {
    const { freeBytes } = await lab.oatie.volume.usage();
    if (freeBytes <= LEFT_BYTES) return;
    const file = path.join(lab.oatie.volume.path, `export-${String(number).padStart(3, '0')}.csv`);
    await writeFile(file, Buffer.alloc(Math.min(FILE_BYTES, freeBytes - LEFT_BYTES), 'region,amount\n'));
    await utimes(file, old, old);
  }
}

export const DISK_PRESSURE: Fault = {
  name: 'disk-pressure',
  title: 'The disk of the exports is full',
  explanation:
    'Exports that nobody fetched were never deleted. The small practice disk, 8 MiB in memory, is full; the real disk is not touched.',
  breaks: [
    'oatie-reports/api-errors#application-health',
    'oatie-reports/api-errors#exports-disk',
    'oatie-reports/api-errors#exports-space',
    'oatie-platform/read-the-logs#disk',
  ],
  curedBy: ['oatie-reports/api-errors#delete-old-exports'],
  alert: { alertname: 'DiskSpaceLow', service: 'oatie-reports', severity: 'critical' },
  unavailable: (lab) => lab.oatie.volume.why,
  cause: writeOldExports,
  heal: async (lab) => {
    if (lab.oatie.volume.why) return;
    for (const name of await readdir(lab.oatie.volume.path))
      if (name.startsWith('export-')) await rm(path.join(lab.oatie.volume.path, name));
  },
  isActive: async (lab) => !lab.oatie.volume.why && (await usedPct(lab)) >= FULL_PCT,
};
