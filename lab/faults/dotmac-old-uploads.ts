import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const OLD_MS = 60 * 86_400_000;
const FILES = 40;
const FOLDERS = 5;

const archiveOf = ({ dotmac }: Lab) => path.join(dotmac.folders.uploads, 'archive');

export const DOTMAC_OLD_UPLOADS: Fault = {
  name: 'dotmac-old-uploads',
  title: 'Old uploads were never cleaned up',
  explanation: 'The nightly clean-up has not run for two months: files that nobody needs, and folders with nothing in them.',
  breaks: ['dotmac-isp/uploads-fail#old-uploads', 'dotmac-isp/uploads-fail#empty-folders'],
  curedBy: ['dotmac-isp/uploads-fail#delete-old', 'dotmac-isp/uploads-fail#delete-empty-folders'],
  alert: { alertname: 'DiskSpaceLow', service: 'dotmac-isp', severity: 'warning' },
  cause: async (lab) => {
    const old = new Date(Date.now() - OLD_MS);
    for (let folder = 1; folder <= FOLDERS; folder += 1)
      await mkdir(path.join(archiveOf(lab), `month-${folder}`, 'empty'), { recursive: true });
    for (let number = 1; number <= FILES; number += 1) {
      const file = path.join(archiveOf(lab), `month-${1 + (number % FOLDERS)}`, `scan_${number}.pdf`);
      await writeFile(file, Buffer.alloc(4_096, 'practice '));
      await utimes(file, old, old);
    }
  },
  heal: (lab) => rm(archiveOf(lab), { recursive: true, force: true }),
  isActive: (lab) =>
    readdir(path.join(archiveOf(lab), 'month-1')).then(
      (names) => names.length > 1,
      () => false,
    ),
};
