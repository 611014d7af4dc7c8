import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

const USER = 5;
const ROLE = 'billing';

export const ARIESONE_LOST_ROLE: Fault = {
  name: 'ariesone-lost-role',
  title: 'A user lost a role',
  explanation: 'The nightly synchronisation with the directory took the role billing from user5@ariesone.example.',
  breaks: ['ariesone/cannot-sign-in#user-role'],
  curedBy: ['ariesone/cannot-sign-in#give-role'],
  alert: { alertname: 'AccessDenied', service: 'ariesone', severity: 'warning' },
  cause: async ({ ariesone }) => {
    await runOnce(ariesone.writeUrl, 'DELETE FROM user_roles WHERE user_id = $1 AND role = $2', [USER, ROLE]);
  },
  heal: async ({ ariesone }) => {
    await runOnce(ariesone.writeUrl, 'INSERT INTO user_roles VALUES ($1, $2) ON CONFLICT DO NOTHING', [USER, ROLE]);
  },
  isActive: async ({ ariesone }) =>
    (await runOnce(ariesone.writeUrl, 'SELECT 1 FROM user_roles WHERE user_id = $1 AND role = $2', [USER, ROLE])).length === 0,
};
