import type { Fault } from './fault';

const DAYS = 3.5;
const SOON_DAYS = 7;

export const PAKSA_CERTIFICATE_EXPIRES: Fault = {
  name: 'paksa-certificate-expires',
  title: "Paksa's certificate ends in three days",
  explanation: 'The renewal has failed for weeks, and nobody read its mails. Its cure needs the authority: it is renewed elsewhere.',
  breaks: ['paksa-edge/certificates#shown', 'paksa-edge/certificates#on-disk'],
  curedBy: [],
  alert: { alertname: 'CertificateExpiresSoon', service: 'paksa-edge', severity: 'critical' },
  cause: ({ paksa }) => paksa.tls.renew(DAYS),
  heal: async ({ paksa }) => {
    if (paksa.tls.daysLeft() < SOON_DAYS) await paksa.tls.renew();
  },
  isActive: async ({ paksa }) => paksa.tls.daysLeft() < SOON_DAYS,
};
