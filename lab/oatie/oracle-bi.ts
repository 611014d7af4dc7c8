import { type AddressInfo, createServer, type Server } from 'node:net';
import { type Route, reply } from './oatie';

/** Where Oatie's reports are drawn: the publisher's port and the listener of its database. */
export type OracleBi = {
  publisherUrl: string;
  listenerUrl: string;
  isUp: () => boolean;
  stop: () => Promise<void>;
  start: () => Promise<void>;
  close: () => void;
};

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
  return {
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
  };
}

const SOAP = 'text/xml; charset=utf-8';
const envelope = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;

export const ORACLE_BI_ROUTES: Route[] = [
  {
    method: 'GET',
    pattern: /^\/api\/v1\/health\/oracle-bi$/,
    name: '/api/v1/health/oracle-bi',
    answer: (oatie) => {
      const isUp = oatie.oracleBi.isUp();
      return reply(isUp ? 200 : 503, {
        status: isUp ? 'healthy' : 'unhealthy',
        checks: { publisher: { ok: isUp, detail: isUp ? 'it accepts connections' : 'connection refused' } },
        timestamp: oatie.now().toISOString(),
      });
    },
  },
  {
    method: 'POST',
    pattern: /^\/xmlpserver\/services\/PublicReportService$/,
    name: '/xmlpserver/services/PublicReportService',
    answer: (oatie, request) => {
      if (!oatie.oracleBi.isUp())
        return { status: 503, body: envelope('<soapenv:Fault><faultstring>unavailable</faultstring></soapenv:Fault>'), type: SOAP };
      if (request.headers.authorization !== `Basic ${oatie.publisherBasic}`)
        return {
          status: 401,
          body: envelope(
            '<soapenv:Fault><faultcode>Client</faultcode><faultstring>Invalid username or password</faultstring></soapenv:Fault>',
          ),
          type: SOAP,
        };
      return {
        status: 200,
        body: envelope('<validateLoginResponse><validateLoginReturn>true</validateLoginReturn></validateLoginResponse>'),
        type: SOAP,
      };
    },
  },
  {
    method: 'POST',
    pattern: /^\/ops\/publisher\/start$/,
    name: '/ops/publisher/start',
    answer: async (oatie, request) => {
      if (request.headers.authorization !== `Bearer ${oatie.opsToken}`)
        return reply(401, { error: { code: 'unauthenticated', message: "this needs the operators' token" } });
      const started = !oatie.oracleBi.isUp();
      await oatie.oracleBi.start();
      return reply(200, { started });
    },
  },
];
