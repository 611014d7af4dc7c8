import type { Fault } from './fault';

export const DOTMAC_PROCESSOR_DOWN: Fault = {
  name: 'dotmac-processor-down',
  title: 'The payment processor answers 503',
  explanation: 'The company that DotMac charges through has an outage of its own. Nobody here can end it.',
  breaks: ['dotmac-isp/payment-processor#processor-health'],
  curedBy: [],
  alert: { alertname: 'PaymentProcessorDown', service: 'dotmac-isp', severity: 'critical' },
  cause: async ({ dotmac }) => {
    dotmac.processor.isDown = true;
  },
  heal: async ({ dotmac }) => {
    dotmac.processor.isDown = false;
  },
  isActive: async ({ dotmac }) => dotmac.processor.isDown,
};
