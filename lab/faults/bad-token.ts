import type { Fault } from './fault';

const AHEAD_MS = 420_000;

export const BAD_TOKEN: Fault = {
  name: 'bad-token',
  title: 'Good tokens are refused as expired',
  explanation:
    "The time service of the application's machine stopped and its clock runs seven minutes ahead. Tokens of five minutes are expired to it as soon as they are issued.",
  breaks: ['oatie-auth/invalid-token#issue-and-verify', 'oatie-auth/invalid-token#clock-skew', 'oatie-auth/invalid-token#clock-offset'],
  curedBy: ['oatie-auth/invalid-token#synchronise-clock'],
  alert: { alertname: 'TokenRefusalsHigh', service: 'oatie-auth', severity: 'critical' },
  cause: async (lab) => {
    lab.oatie.clockOffsetMs = AHEAD_MS;
  },
  heal: async (lab) => {
    lab.oatie.clockOffsetMs = 0;
  },
  isActive: async (lab) => lab.oatie.clockOffsetMs !== 0,
};
