import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The payment processor that DotMac charges through: another company's system, which may be down. */
export type PaymentProcessor = { url: string; isDown: boolean; close: () => void };

/** Starts the stand-in for the payment processor on a loopback port. */
export async function startPaymentProcessor(): Promise<PaymentProcessor> {
  const server = createServer((incoming, response) => {
    incoming.resume();
    const status = processor.isDown ? 503 : incoming.url === '/api/health' ? 200 : 404;
    response.writeHead(status, { 'content-type': 'application/json', ...(processor.isDown ? { 'retry-after': '120' } : {}) });
    response.end(incoming.method === 'HEAD' ? undefined : JSON.stringify({ status: processor.isDown ? 'unavailable' : 'ok' }));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const processor: PaymentProcessor = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isDown: false,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return processor;
}
