import { createTransport } from 'nodemailer';
import { env } from '../env';
import { mailSender } from './mail-sender';
import { failed, type SendFailure, type SendOutcome } from './outcome';

const LIMITS = { connectMs: 5_000, greetingMs: 5_000, silenceMs: 8_000, totalMs: 15_000 };
const SAID_CHARS = 200;

/** No connection was there, so no message went over it. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
const BEFORE_MESSAGE = new Set(['EAUTH', 'ENOAUTH', 'EDNS', 'ETLS']);
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** `calendar` is an iCalendar object: mail programs offer what its METHOD says. */
export type Email = { id: string; to: string; subject: string; text: string; html: string; calendar?: string };

/** Sends one e-mail to one address over a connection of its own. What goes wrong outside is the answer, never thrown. */
export async function sendEmail(email: Email, limits: Partial<typeof LIMITS> = {}): Promise<SendOutcome> {
  const { SMTP_URL } = env();
  if (!SMTP_URL)
    return failed('mail_not_set_up', 'No e-mail can be sent: set SMTP_URL, start the console again, and retry.', { permanent: true });
  if (UNSEEN.test(email.to) || UNSEEN.test(email.subject))
    return failed('header_refused', 'The address or subject holds a line break or control character.', { permanent: true });
  const { connectMs, greetingMs, silenceMs, totalMs } = { ...LIMITS, ...limits };
  const transport = createTransport({
    url: SMTP_URL,
    requireTLS: needsEncryption(new URL(SMTP_URL)),
    connectionTimeout: connectMs,
    dnsTimeout: connectMs,
    greetingTimeout: greetingMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: mailSender(),
      // As an object it is one address, whatever commas it holds.
      to: { name: '', address: email.to },
      subject: email.subject,
      text: email.text,
      html: email.html,
      ...(email.calendar ? { icalEvent: { method: methodOf(email.calendar), filename: 'review.ics', content: email.calendar } } : {}),
      // The same for each try, so that readers' programs may drop a repeat.
      messageId: `<${email.id}@sitrep>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: AbortSignal.timeout(totalMs),
    });
    return { delivered: true };
  } catch (error) {
    return mailFailure(error as MailError);
  } finally {
    transport.close();
  }
}

const methodOf = (calendar: string): string => /^METHOD:([A-Z]+)\r?$/m.exec(calendar)?.[1] ?? 'PUBLISH';

/** A password is never sent in the clear, but to this machine itself. */
const needsEncryption = ({ password, hostname }: URL): boolean => password !== '' && !/^(localhost|127\..*|\[::1\])$/.test(hostname);

type MailError = NodeJS.ErrnoException & {
  originalCode?: string;
  response?: string;
  responseCode?: number;
  permanent?: boolean;
  timeoutType?: string;
};

const WORDS: Record<string, [error: string, words: string]> = {
  EDNS: ['name_unknown', 'the mail server’s name could not be looked up'],
  ETLS: ['tls', 'the mail server’s certificate or encryption was not accepted'],
  EAUTH: ['login_refused', 'the mail server refuses the name and password of SMTP_URL'],
  ENOAUTH: ['login_refused', 'the mail server wants a name and password in SMTP_URL'],
  EABORT: ['answer_timeout', 'the mail server did not finish in time'],
};

function mailFailure(error: MailError): SendFailure {
  const said = (error.response ?? '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, SAID_CHARS);
  // A wrong login is put right by an admin: the message itself may still be taken.
  if (error.responseCode && error.code !== 'EAUTH')
    return failed(error.permanent ? 'refused' : 'refused_for_now', `The mail server answered ${said || error.responseCode}`, {
      ...(error.permanent ? { permanent: true as const } : {}),
    });
  const unsure = wasUnderway(error) ? { unsure: true as const } : {};
  if (error.code === 'ETIMEDOUT') {
    const connecting = error.timeoutType === 'CONNECT_TIMEOUT';
    return failed(
      connecting ? 'connection_timeout' : 'answer_timeout',
      `The mail server ${connecting ? 'cannot be reached' : 'does not answer'}`,
      unsure,
    );
  }
  const known = WORDS[error.code ?? ''];
  if (known) return failed(known[0], `E-mail: ${known[1]}${said && `: ${said}`}`, unsure);
  return failed('connection_failed', `E-mail: ${error.message.replace(/[\p{C}\s]+/gu, ' ').slice(0, SAID_CHARS)}`, unsure);
}

/** Unless it is plain that the message had not yet been handed over, it may have been taken. */
function wasUnderway({ code, originalCode, timeoutType }: MailError): boolean {
  if (BEFORE_MESSAGE.has(code ?? '') || NEVER_CONNECTED.has(originalCode ?? '')) return false;
  return timeoutType === undefined || timeoutType === 'SOCKET_TIMEOUT';
}
