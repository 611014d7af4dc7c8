import { createSocket } from 'node:dgram';

const HEAD_BYTES = 12;
const NOT_FOUND = 3;
const TTL_SECONDS = 60;
const A = 1;
const KNOWN: Record<string, [number, number, number, number]> = { localhost: [127, 0, 0, 1], 'payment-processor.example': [127, 0, 0, 1] };

/** A name server on loopback that knows two names, or none. */
export type NameServer = { at: string; forgets: boolean; close: () => void };

function nameIn(question: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = HEAD_BYTES;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 };
}

/** The question, and behind it one address: a pointer to the name, type A, class IN, a lifetime and four bytes. */
function answer(question: Buffer, forgets: boolean): Buffer {
  const { name, end } = nameIn(question);
  const address = forgets ? undefined : KNOWN[name];
  const isAsked = question.readUInt16BE(end - 4) === A;
  const head = Buffer.from(question.subarray(0, HEAD_BYTES));
  head.writeUInt16BE(0x8580 | (address ? 0 : NOT_FOUND), 2);
  head.writeUInt16BE(address && isAsked ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  const record = Buffer.from([0xc0, HEAD_BYTES, 0, A, 0, 1, 0, 0, 0, TTL_SECONDS, 0, 4, ...(address ?? [])]);
  return Buffer.concat([head, question.subarray(HEAD_BYTES, end), ...(address && isAsked ? [record] : [])]);
}

/** Starts DotMac's second name server on a free loopback port. */
export async function startResolver(): Promise<NameServer> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => socket.once('error', reject).bind(0, '127.0.0.1', resolve));
  const server: NameServer = { at: `127.0.0.1:${socket.address().port}`, forgets: false, close: () => socket.close() };
  socket.on('message', (question, { port, address }) => {
    if (question.length > HEAD_BYTES) socket.send(answer(question, server.forgets), port, address);
  });
  return server;
}
