import type { Fault } from './fault';

const LEAKED_BYTES = 48 * 1024 * 1024;

export const PAKSA_MEMORY_LEAK: Fault = {
  name: 'paksa-memory-leak',
  title: "Paksa's backend keeps what it should let go",
  explanation: 'Each export of invoices stays in memory after it was sent. The backend holds 48 MiB of them.',
  breaks: ['paksa-api/memory-and-cpu#backend-memory'],
  curedBy: ['paksa-api/memory-and-cpu#release-memory'],
  alert: { alertname: 'MemoryHigh', service: 'paksa-api', severity: 'warning' },
  cause: async ({ paksa }) => {
    paksa.backend.paksa.retained.push(Buffer.alloc(LEAKED_BYTES));
  },
  heal: async ({ paksa }) => {
    paksa.backend.paksa.retained.length = 0;
  },
  isActive: async ({ paksa }) => paksa.backend.paksa.retained.length > 0,
};
