// The raw limit of a live stream: a plain Node server that sends what it is posted to everyone who listens, and keeps nothing. With
// DATABASE_URL it commits it first: one row, by one statement, on a connection that is open.
import { createServer } from 'node:http';
import pg from 'pg';

const readers = new Set();
let last = 0;

async function connect(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('CREATE TABLE bare_event (seq int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)');
  return client;
}

const database = process.env.DATABASE_URL ? await connect(process.env.DATABASE_URL) : null;
const commit = (body) =>
  database.query({ name: 'commit', text: 'INSERT INTO bare_event (body) VALUES ($1) RETURNING seq', values: [body] });

function listen(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  readers.add(response);
  response.on('close', () => readers.delete(response));
}

async function post(request, response) {
  let body = '';
  for await (const part of request) body += part;
  last = database ? (await commit(body)).rows[0].seq : last + 1;
  const text = `id: ${last}\ndata: ${body}\n\n`;
  for (const reader of readers) reader.write(text);
  response.writeHead(202).end();
}

const server = createServer((request, response) => (request.method === 'POST' ? post(request, response) : listen(response)));
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
