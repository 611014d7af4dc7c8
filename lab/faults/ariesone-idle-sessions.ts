import { countHeld, holdSessionAt, releaseSessions } from '../held-sessions';
import type { Fault } from './fault';

const NAME = 'ariesone-idle-sessions';
const SESSIONS = 15;

export const ARIESONE_IDLE_SESSIONS: Fault = {
  name: NAME,
  title: 'Sessions are opened and not used',
  explanation: 'A new worker opens a pool for each job and closes none. Fifteen sessions of the application do nothing.',
  breaks: ['ariesone/database-trouble#sessions'],
  curedBy: ['ariesone/database-trouble#end-idle-sessions'],
  alert: { alertname: 'DatabaseConnectionHigh', service: 'ariesone', severity: 'critical' },
  cause: async (lab) => {
    for (let number = 1; number <= SESSIONS; number += 1) {
      const session = await holdSessionAt(lab, NAME, lab.ariesone.appUrl, `ariesone-worker ${number}`);
      await session.client.query('SELECT 1');
    }
  },
  heal: (lab) => releaseSessions(lab, NAME),
  isActive: async (lab) => countHeld(lab, NAME) > 0,
};
