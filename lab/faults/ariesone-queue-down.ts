import type { Fault } from './fault';

export const ARIESONE_QUEUE_DOWN: Fault = {
  name: 'ariesone-queue-down',
  title: 'The queue refuses connections',
  explanation: 'The broker is being restarted by its own team. What is put into the queue waits in the application.',
  breaks: ['ariesone/slow-api#queue-greets', 'ariesone/slow-api#application-health'],
  curedBy: [],
  alert: { alertname: 'QueueDown', service: 'ariesone', severity: 'critical' },
  cause: async ({ ariesone }) => ariesone.queue.stop(),
  heal: ({ ariesone }) => ariesone.queue.start(),
  isActive: async ({ ariesone }) => !ariesone.queue.isUp(),
};
