import { addDocuments } from '../elasticsearch/start-logs';
import type { Fault } from './fault';

const ERRORS = 12;
const TYPE = 'PublisherUnavailable';

export const PUBLISHER_DOWN: Fault = {
  name: 'publisher-down',
  title: 'The report publisher refuses connections',
  explanation: 'The publisher that draws the reports was stopped. Its port refuses connections, and reports wait in "processing" for it.',
  breaks: [
    'oatie-reports/reports-fail-to-generate#publisher-health',
    'oatie-reports/reports-fail-to-generate#publisher-port',
    'oatie-reports/reports-fail-to-generate#publisher-listener',
    'oatie-reports/reports-fail-to-generate#publisher-login',
    'oatie-platform/read-the-logs#publisher',
    'oatie-platform/read-the-logs#health',
  ],
  curedBy: ['oatie-reports/reports-fail-to-generate#start-publisher'],
  alert: { alertname: 'PublisherUnreachable', service: 'oatie-reports', severity: 'critical' },
  cause: async ({ oatie, logs }) => {
    await oatie.oracleBi.stop();
    const errors = Array.from({ length: ERRORS }, (_, index) => ({
      '@timestamp': new Date(Date.now() - index * 20_000).toISOString(),
      level: 'ERROR',
      service: 'report-service',
      message: 'connection to the report publisher refused',
      error_type: TYPE,
    }));
    addDocuments(logs, errors);
  },
  heal: async ({ oatie, logs }) => {
    await oatie.oracleBi.start();
    const kept = logs.documents.filter((document) => document.error_type !== TYPE);
    logs.documents.splice(0, logs.documents.length, ...kept);
  },
  isActive: async ({ oatie }) => !oatie.oracleBi.isUp(),
};
