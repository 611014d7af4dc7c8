import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the sink does with mail for an address: takes it, refuses it with a code, or falls silent when it has it. */
type Manner = 'take' | number | 'silent';

export type Mail = { to: string; subject: string; raw: string };

export type MailSink = {
  url: string;
  received: Mail[];
  /** How mail for an address is met; `take` unless told otherwise. */
  meet: Map<string, Manner>;
  /** While true, connections get no greeting. */
  mute: boolean;
  close(): Promise<void>;
};

const refusal = (code: number) => Object.assign(new Error('as the test asks'), { responseCode: code });
const header = (raw: string, name: string) =>
  new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(raw)?.[1]?.replace(/\r\n[ \t]/g, ' ') ?? '';

/** A real mail server on loopback that keeps what it gets. */
export async function startMailSink(port = 0): Promise<MailSink> {
  const meet = new Map<string, Manner>();
  const received: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect: (_session, done) => void (sink.mute || done()),
    onRcptTo: ({ address }, _session, done) => {
      const manner = meet.get(address);
      done(typeof manner === 'number' ? refusal(manner) : undefined);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        for (const address of to) received.push({ to: address, subject: header(raw, 'Subject'), raw });
        if (!to.some((address) => meet.get(address) === 'silent')) done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const { port: chosen } = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const sink: MailSink = { url: `smtp://127.0.0.1:${chosen}`, received, meet, mute: false, close };
  return sink;
}
