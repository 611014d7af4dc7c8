import { readFile, writeFile } from 'node:fs/promises';
import { restoreSettings } from '../practice/practice-files';
import type { Fault } from './fault';

const FORGOTTEN = /^DATABASE_URL=.*\n/m;

export const FORGOTTEN_VARIABLE: Fault = {
  name: 'forgotten-variable',
  title: 'A variable that development has is missing in production',
  explanation: 'The settings of production were written by hand for a new machine, and the line of the database was left out.',
  breaks: ['general/works-in-dev-only#production-settings'],
  curedBy: [],
  alert: { alertname: 'SettingsIncomplete', service: 'general', severity: 'critical' },
  cause: async ({ practice }) => {
    const text = await readFile(practice.files.production, 'utf8');
    await writeFile(practice.files.production, text.replace(FORGOTTEN, ''), { mode: 0o600 });
  },
  heal: ({ practice, labDir }) => restoreSettings(practice.files, labDir),
  isActive: async ({ practice }) => !FORGOTTEN.test(await readFile(practice.files.production, 'utf8')),
};
