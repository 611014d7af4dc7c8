import { copyFile } from 'node:fs/promises';
import { readSetting, writeSettings } from '../dotmac/folders';
import type { Fault } from './fault';

export const DOTMAC_SETTINGS_FROM_TEMPLATE: Fault = {
  name: 'dotmac-settings-from-template',
  title: 'The application runs with the settings of the template',
  explanation: 'A deployment copied the example over the settings: the database has no password, and tokens are checked with "changeme".',
  breaks: [
    'dotmac-isp/cannot-start#connection-settings',
    'dotmac-isp/cannot-sign-in#signing-settings',
    'dotmac-isp/cannot-sign-in#ask-with-token',
  ],
  curedBy: ['dotmac-isp/cannot-sign-in#restore-settings'],
  alert: { alertname: 'TokenRefusalsHigh', service: 'dotmac-isp', severity: 'critical' },
  cause: async ({ dotmac: { folders } }) => {
    await copyFile(folders.template, folders.settings);
  },
  heal: async ({ dotmac: { folders, appUrl, cache, signingSecret } }) => {
    await writeSettings(folders.settings, { databaseUrl: appUrl, cacheUrl: cache.url ?? '', signingSecret });
  },
  isActive: async ({ dotmac: { folders, signingSecret } }) => (await readSetting(folders.settings, 'JWT_SECRET_KEY')) !== signingSecret,
};
