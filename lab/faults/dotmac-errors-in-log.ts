import { appendFile, readFile, writeFile } from 'node:fs/promises';
import type { Fault } from './fault';

const MARK = 'practice fault';
const LINES = [
  'ERROR could not connect to the database: connection timed out',
  'WARN HTTP 401 authentication failed for user7@dotmac.example',
  'ERROR payment pay_20418 failed: HTTP 402',
  'ERROR request timed out after 30 s',
  'ERROR MemoryError while drawing the report',
];
const TIMES = 6;

export const DOTMAC_ERRORS_IN_LOG: Fault = {
  name: 'dotmac-errors-in-log',
  title: 'The log fills with errors',
  explanation: 'Several parts fail at once, and the log says so: the database, sign-ins, payments, timeouts and memory.',
  breaks: ['dotmac-isp/health-and-logs#errors-in-log'],
  curedBy: [],
  alert: { alertname: 'LogErrorsHigh', service: 'dotmac-isp', severity: 'warning' },
  cause: async ({ dotmac: { folders } }) => {
    const at = new Date().toISOString();
    const lines = Array.from({ length: TIMES }, () => LINES.map((line) => `${at} ${line} (${MARK})\n`).join(''));
    await appendFile(folders.logFile, lines.join(''));
  },
  heal: async ({ dotmac: { folders } }) => {
    const text = await readFile(folders.logFile, 'utf8').catch(() => '');
    if (!text.includes(MARK)) return;
    const kept = text.split('\n').filter((line) => !line.includes(MARK));
    await writeFile(folders.logFile, kept.join('\n'));
  },
  isActive: async ({ dotmac: { folders } }) => (await readFile(folders.logFile, 'utf8').catch(() => '')).includes(MARK),
};
