import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the receiver meets a request: with a status, and headers and words if any; `hang` says nothing at all. */
export type Answer = { status: number; headers?: Record<string, string>; body?: string } | 'hang';

export type Posted = { headers: IncomingHttpHeaders; body: string; path: string };

export type WebhookReceiver = {
  url: string;
  posted: Posted[];
  /** The next answers in turn; after them `otherwise`. */
  script: Answer[];
  otherwise: Answer;
  close(): Promise<void>;
};

/** A real HTTP server on loopback that keeps what is posted and answers as the test has written. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    receiver.posted.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8'), path: request.url ?? '' });
    const answer = receiver.script.shift() ?? receiver.otherwise;
    if (answer !== 'hang') response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const receiver: WebhookReceiver = { url, posted: [], script: [], otherwise: { status: 200 }, close };
  return receiver;
}
