// The raw limit of a live stream: a plain Node server that sends what it is posted to everyone who listens, and keeps nothing.
import { createServer } from 'node:http';

const readers = new Set();
let last = 0;

function listen(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  readers.add(response);
  response.on('close', () => readers.delete(response));
}

async function post(request, response) {
  let body = '';
  for await (const part of request) body += part;
  last += 1;
  const text = `id: ${last}\ndata: ${body}\n\n`;
  for (const reader of readers) reader.write(text);
  response.writeHead(202).end();
}

const server = createServer((request, response) => (request.method === 'POST' ? post(request, response) : listen(response)));
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
