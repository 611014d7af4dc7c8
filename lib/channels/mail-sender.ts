import { env } from '../env';

/** Who mail is from: MAIL_FROM, else the console by its own name. */
export function mailSender(): string {
  const { MAIL_FROM, PUBLIC_URL } = env();
  return MAIL_FROM ?? `Sitrep <sitrep@${PUBLIC_URL ? new URL(PUBLIC_URL).hostname : 'localhost'}>`;
}
