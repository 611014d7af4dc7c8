import { runOnce } from '../held-sessions';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const SET = 'SELECT set_application_password($1)';

const passwordOf = ({ dotmac }: Lab) => decodeURIComponent(new URL(dotmac.appUrl).password);

async function isRefused({ dotmac }: Lab): Promise<boolean> {
  return runOnce(dotmac.appUrl, 'SELECT 1').then(
    () => false,
    (error: { code?: string }) => error.code === '28P01',
  );
}

export const DOTMAC_PASSWORD_CHANGED: Fault = {
  name: 'dotmac-password-changed',
  title: 'The database refuses the application’s password',
  explanation:
    'Somebody gave the role dotmac_app another password and did not tell the application. What is connected stays; whatever starts anew is refused.',
  breaks: ['dotmac-isp/cannot-start#sign-in-as-application', 'dotmac-isp/health-and-logs#application-health'],
  curedBy: ['dotmac-isp/cannot-start#set-password'],
  alert: { alertname: 'ApplicationDown', service: 'dotmac-isp', severity: 'critical' },
  cause: async (lab) => {
    await runOnce(lab.dotmac.writeUrl, SET, [`${passwordOf(lab)}-changed`]);
  },
  heal: async (lab) => {
    if (await isRefused(lab)) await runOnce(lab.dotmac.writeUrl, SET, [passwordOf(lab)]);
  },
  isActive: isRefused,
};
