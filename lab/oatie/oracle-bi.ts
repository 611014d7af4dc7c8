import { type AddressInfo, createServer, type Server } from 'node:net';
import { inTurn, type Restartable } from '../in-turn';

/** Where Oatie's reports are drawn: the publisher's port and the listener of its database. */
export type OracleBi = Restartable & { publisherUrl: string; listenerUrl: string; close: () => void };

const HOST = '127.0.0.1';
const ACCEPT = 2;
const REFUSE = 4;
const CONNECT = 1;
const HEADER_BYTES = 8;
const MOST_PACKET_BYTES = 4_096;
/** What a listener says to a ping: a refusal without an error. */
const ALIVE = '(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=0)(ALIAS=LISTENER))';

/** A TNS packet: its length, its type, and what it carries. */
function packet(type: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUInt16BE(HEADER_BYTES + payload.length, 0);
  head.writeUInt8(type, 4);
  return Buffer.concat([head, payload]);
}

/** A listener that accepts a connect request for its service and refuses any other, as Oracle's does. */
function makeListener(): Server {
  return createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (data) => {
      const isConnect = data.length >= HEADER_BYTES && data.length <= MOST_PACKET_BYTES && data.readUInt8(4) === CONNECT;
      if (!isConnect) return socket.destroy();
      const asked = data.toString('latin1');
      if (/COMMAND=ping/i.test(asked)) return socket.end(packet(REFUSE, Buffer.from(ALIVE)));
      const knows = /SERVICE_NAME=oatie/i.test(asked);
      socket.end(knows ? packet(ACCEPT, Buffer.alloc(24)) : packet(REFUSE, Buffer.from('(DESCRIPTION=(ERR=12514))')));
    });
  });
}

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });

const stopListening = (server: Server) =>
  server.listening ? new Promise<void>((resolve) => void server.close(() => resolve())) : undefined;

/** Starts the two ports of the report publisher. */
export async function startOracleBi(): Promise<OracleBi> {
  const publisher = createServer((socket) => void socket.on('error', () => {}).end());
  const listener = makeListener();
  const port = await listen(publisher, 0);
  const listenerPort = await listen(listener, 0);
  return inTurn({
    publisherUrl: `${HOST}:${port}`,
    listenerUrl: `${HOST}:${listenerPort}`,
    isUp: () => publisher.listening,
    stop: async () => {
      await stopListening(publisher);
      await stopListening(listener);
    },
    start: async () => {
      if (!publisher.listening) await listen(publisher, port);
      if (!listener.listening) await listen(listener, listenerPort);
    },
    close: () => {
      publisher.close();
      listener.close();
    },
  });
}
