import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

const USER = 7;

export const DOTMAC_LOCKED_ACCOUNT: Fault = {
  name: 'dotmac-locked-account',
  title: 'An account is locked after failed sign-ins',
  explanation: 'A script kept trying an old password for user7@dotmac.example until the account was locked.',
  breaks: ['dotmac-isp/cannot-sign-in#account'],
  curedBy: ['dotmac-isp/cannot-sign-in#unlock-account'],
  alert: { alertname: 'SignInFailuresHigh', service: 'dotmac-isp', severity: 'warning' },
  cause: async ({ dotmac }) => {
    await runOnce(dotmac.writeUrl, "UPDATE users SET failed_login_attempts = 8, locked_until = now() + interval '1 hour' WHERE id = $1", [
      USER,
    ]);
  },
  heal: async ({ dotmac }) => {
    await runOnce(dotmac.writeUrl, 'UPDATE users SET failed_login_attempts = 0, locked_until = NULL, is_active = true WHERE id = $1', [
      USER,
    ]);
  },
  isActive: async ({ dotmac }) =>
    (await runOnce(dotmac.writeUrl, 'SELECT 1 FROM users WHERE id = $1 AND locked_until > now()', [USER])).length > 0,
};
