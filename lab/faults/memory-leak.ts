import type { Fault } from './fault';

const LEAKED_BYTES = 48 * 1024 * 1024;

export const MEMORY_LEAK: Fault = {
  name: 'memory-leak',
  title: 'The report service keeps what it should let go',
  explanation: 'A list that remembers finished reports is never emptied. The service holds 48 MiB of them, and more with each report.',
  breaks: ['oatie-platform/high-memory#application-memory', 'oatie-platform/read-the-logs#memory', 'oatie-platform/read-the-logs#health'],
  curedBy: ['oatie-platform/high-memory#release-memory'],
  alert: { alertname: 'MemoryHigh', service: 'oatie-platform', severity: 'warning' },
  cause: async ({ oatie }) => {
    oatie.retained.push(Buffer.alloc(LEAKED_BYTES));
  },
  heal: async ({ oatie }) => {
    oatie.retained.length = 0;
  },
  isActive: async ({ oatie }) => oatie.retained.length > 0,
};
