import { randomBytes } from 'node:crypto';
import type { Fault } from './fault';

export const PAKSA_KEY_MISMATCH: Fault = {
  name: 'paksa-key-mismatch',
  title: "Paksa's backend checks tokens with another key than the one in use",
  explanation:
    'The signing key was changed in the settings, and the issuer took it up. The backend still runs with the old one and refuses everybody.',
  breaks: ['paksa-api/sign-in-fails#issue-and-verify'],
  curedBy: ['paksa-api/sign-in-fails#reload-settings'],
  alert: { alertname: 'TokenRefusalsHigh', service: 'paksa-api', severity: 'critical' },
  cause: async ({ paksa }) => {
    paksa.backend.paksa.signingSecret = randomBytes(32).toString('base64url');
  },
  heal: ({ paksa }) => paksa.backend.paksa.reload(),
  isActive: async ({ paksa: { backend } }) => backend.paksa.signingSecret !== backend.paksa.issuerSecret,
};
