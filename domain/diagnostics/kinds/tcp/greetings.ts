import type { Spoken } from '@/domain/runbooks/kinds/tcp';
import { readBson } from './bson';

/** What a server says of itself before anyone signs in; `speaks` false when it speaks something else. */
export type Greeting = { speaks: boolean; product: string | null; version: string | null; says: string };
/** What is sent first, and how the answer is read; null: not all of it is there. */
export type Language = { opening: Buffer | null; read: (bytes: Buffer) => Greeting | null };

const other = (bytes: Buffer): Greeting => ({
  speaks: false,
  product: null,
  version: null,
  says: `it answered something else (${bytes.subarray(0, 8).toString('hex')})`,
});
const PLAIN = /[^\x20-\x7e]/g;
const plain = (text: string) => text.replace(PLAIN, '').slice(0, 200);

const MYSQL_ERROR = 0xff;
const MYSQL_PROTOCOL = 10;

/** The first packet is the server's own: protocol, version, or why it takes nobody. */
function readMysql(bytes: Buffer): Greeting | null {
  if (bytes.length < 5) return null;
  const length = bytes.readUIntLE(0, 3);
  if (bytes[3] !== 0 || length < 2 || length > 4_096) return other(bytes);
  if (bytes.length < 4 + length) return null;
  const payload = bytes.subarray(4, 4 + length);
  if (payload[0] === MYSQL_ERROR) {
    const says = plain(payload.toString('utf8', 3)).replace(/^#\w{5}/, '');
    return { speaks: true, product: 'MySQL', version: null, says: `it takes nobody: ${says} (${payload.readUInt16LE(1)})` };
  }
  if (payload[0] !== MYSQL_PROTOCOL) return other(bytes);
  const written = plain(payload.toString('latin1', 1, Math.max(1, payload.indexOf(0, 1))));
  const version = written.replace(/^5\.5\.5-(?=\d+\.\d+\.\d+-MariaDB)/, '');
  return { speaks: true, product: /mariadb/i.test(version) ? 'MariaDB' : 'MySQL', version, says: `version ${version}` };
}

const OP_MSG = 2_013;
/** { hello: 1, $db: "admin" } in BSON, without its length. */
const HELLO = Buffer.from('\x10hello\0\x01\0\0\0\x02$db\0\x06\0\0\0admin\0\0', 'latin1');
function helloMessage(): Buffer {
  const message = Buffer.alloc(16 + 4 + 1 + 4 + HELLO.length);
  [message.length, 1, 0, OP_MSG, 0].forEach((word, at) => message.writeInt32LE(word, at * 4));
  message.writeInt32LE(4 + HELLO.length, 21);
  HELLO.copy(message, 25);
  return message;
}
/** Servers tell their protocol, not their version: the newest of each. */
const WIRE: [number, string][] = [
  [25, '8.0'],
  [21, '7.0'],
  [17, '6.0'],
  [13, '5.0'],
  [9, '4.4'],
  [8, '4.2'],
  [7, '4.0'],
  [6, '3.6'],
];

function readMongo(bytes: Buffer): Greeting | null {
  if (bytes.length < 16) return null;
  const length = bytes.readInt32LE(0);
  if (bytes.readInt32LE(12) !== OP_MSG || length < 26 || length > 65_536) return other(bytes);
  if (bytes.length < length) return null;
  const hello = readBson(bytes.subarray(21, length));
  const wire = Number(hello.maxWireVersion ?? 0);
  const version = WIRE.find(([least]) => wire >= least)?.[1] ?? null;
  const role = hello.msg === 'isdbgrid' ? 'a router' : hello.isWritablePrimary === true ? 'takes writes' : 'takes no writes';
  const set = hello.setName ? `, of the set ${plain(String(hello.setName))}` : '';
  return {
    speaks: hello.ok === 1,
    product: 'MongoDB',
    version,
    says: hello.ok === 1 ? `${role}${set}` : plain(String(hello.errmsg ?? 'it refused')),
  };
}

const AMQP = Buffer.from('AMQP\0\0\x09\x01', 'latin1');
const propertyOf = (name: string, bytes: Buffer): string | null => {
  const at = bytes.indexOf(Buffer.from(`${String.fromCharCode(name.length)}${name}S`, 'latin1'));
  if (at < 0 || at + 6 + name.length > bytes.length) return null;
  const start = at + 2 + name.length;
  return plain(bytes.toString('utf8', start + 4, start + 4 + Math.min(200, bytes.readUInt32BE(start))));
};

/** Connection.Start with the server's properties, or the version of AMQP that it wants instead. */
function readAmqp(bytes: Buffer): Greeting | null {
  if (bytes.length < 8) return null;
  if (bytes.subarray(0, 4).equals(AMQP.subarray(0, 4)))
    return { speaks: true, product: null, version: null, says: `it speaks AMQP ${bytes[5]}.${bytes[6]}.${bytes[7]}, not 0.9.1` };
  const size = bytes.readUInt32BE(3);
  if (bytes[0] !== 1 || bytes.readUInt16BE(1) !== 0 || size > 65_536) return other(bytes);
  if (bytes.length < 7 + size) return null;
  if (bytes.readUInt32BE(7) !== 0x000a000a) return other(bytes);
  const product = propertyOf('product', bytes);
  const version = propertyOf('version', bytes);
  return { speaks: true, product, version, says: `AMQP ${bytes[11]}.${bytes[12]}` };
}

const PING = '(DESCRIPTION=(CONNECT_DATA=(COMMAND=ping)))';
const TNS_HEADER_BYTES = 58;
function tnsPing(): Buffer {
  const data = Buffer.from(PING, 'latin1');
  const packet = Buffer.alloc(TNS_HEADER_BYTES + data.length);
  packet.writeUInt16BE(packet.length, 0);
  packet[4] = 1;
  [314, 300, 0, 8_192, 32_767, 0x7f08, 0, 1, data.length, TNS_HEADER_BYTES].forEach((word, at) => packet.writeUInt16BE(word, 8 + at * 2));
  data.copy(packet, TNS_HEADER_BYTES);
  return packet;
}
const TNS_ANSWERS: Record<number, string> = { 2: 'accepts', 4: 'refuses', 5: 'redirects', 11: 'asks again' };

function readTns(bytes: Buffer): Greeting | null {
  if (bytes.length < 8) return null;
  const length = bytes.readUInt16BE(0);
  const answer = TNS_ANSWERS[bytes[4] ?? 0];
  if (!answer || length < 8 || length > 8_192) return other(bytes);
  if (bytes.length < length) return null;
  const text = bytes.toString('latin1', 8, length);
  const number = Number(/VSNNUM=(\d+)/.exec(text)?.[1] ?? 0);
  const version = number ? `${number >>> 24}.${(number >>> 20) & 15}.${(number >>> 12) & 255}` : null;
  const alias = /ALIAS=([\w.-]+)/.exec(text)?.[1];
  const failed = Number(/ERR=(\d+)/.exec(text)?.[1] ?? 0);
  const error = failed ? `, ORA-${failed}` : '';
  return {
    speaks: true,
    product: 'Oracle listener',
    version,
    says: alias && !failed ? `the listener ${alias} answers` : `the listener ${answer}${error}`,
  };
}

/** How each is greeted. */
export const LANGUAGES = {
  mysql: { opening: null, read: readMysql },
  mongo: { opening: helloMessage(), read: readMongo },
  amqp: { opening: AMQP, read: readAmqp },
  tns: { opening: tnsPing(), read: readTns },
} satisfies Record<Spoken, Language>;
