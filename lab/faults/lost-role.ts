import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

const EMAIL = 'eli4@oatie.example';
const ROLE = 'report_manager';

export const LOST_ROLE: Fault = {
  name: 'lost-role',
  title: 'Someone lost the role that they work with',
  explanation: 'An import of people overwrote a role with the lowest one. That person is signed in and gets 403 wherever they publish.',
  breaks: ['oatie-auth/insufficient-permissions#user-role'],
  curedBy: ['oatie-auth/insufficient-permissions#set-role'],
  alert: { alertname: 'PermissionRefusalsHigh', service: 'oatie-auth', severity: 'warning' },
  cause: async (lab) => {
    await runOnce(lab.writeUrl, "UPDATE users SET role = 'viewer' WHERE email = $1", [EMAIL]);
  },
  heal: async (lab) => {
    await runOnce(lab.writeUrl, 'UPDATE users SET role = $2, active = true WHERE email = $1', [EMAIL, ROLE]);
  },
  isActive: async (lab) => {
    const rows = await runOnce(lab.writeUrl, 'SELECT 1 FROM users WHERE email = $1 AND role <> $2', [EMAIL, ROLE]);
    return rows.length > 0;
  },
};
