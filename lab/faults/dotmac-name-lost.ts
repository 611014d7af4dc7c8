import type { Fault } from './fault';

export const DOTMAC_NAME_LOST: Fault = {
  name: 'dotmac-name-lost',
  title: 'One name server no longer knows the payment processor',
  explanation: 'A zone transfer went wrong: the second name server answers that the name does not exist. Who asks it cannot charge.',
  breaks: ['dotmac-isp/payment-processor#processor-name-elsewhere'],
  curedBy: [],
  alert: { alertname: 'NameServerAnswersDiffer', service: 'dotmac-isp', severity: 'warning' },
  cause: async ({ dotmac }) => {
    dotmac.resolver.forgets = true;
  },
  heal: async ({ dotmac }) => {
    dotmac.resolver.forgets = false;
  },
  isActive: async ({ dotmac }) => dotmac.resolver.forgets,
};
