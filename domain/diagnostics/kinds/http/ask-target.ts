import { errored, notAvailable, type OutsideError } from '../../outcome-errors';
import type { Outcome, ResolvedTarget } from '../../schema';
import { type Answer, sendRequest } from './send-request';

const MOST_BYTES = 32 * 1024 * 1024;
const SCHEME = /^(?:Basic|Bearer|ApiKey) \S/i;

/** A credential as the header that presents it: "user:password", a token, or a header's whole value. */
function authorizationOf(credential: string | undefined): Record<string, string> {
  if (!credential) return {};
  if (SCHEME.test(credential)) return { authorization: credential };
  return { authorization: credential.includes(':') ? `Basic ${Buffer.from(credential).toString('base64')}` : `Bearer ${credential}` };
}

/** Asks a service of the target for text, with the target's credential. Follows nothing. */
export async function askTarget(
  target: ResolvedTarget,
  of: { method: 'GET' | 'POST'; path: string; type?: string; body?: string },
  signal: AbortSignal,
): Promise<{ answer: Answer; text: string } | { error: OutsideError }> {
  const base = target.url ?? '';
  if (!base)
    return {
      error: {
        code: 'not_available',
        message: `the target ${target.name} has no address: what it stands for does not run, or targets.yaml gives no "url"`,
      },
    };
  if (!/^https?:\/\//.test(base))
    return {
      error: { code: 'body', message: `the target ${target.name} has no http:// or https:// address; add "url" to it in targets.yaml` },
    };
  const origin = new URL(base);
  const url = new URL(origin.pathname.replace(/\/$/, '') + of.path, origin);
  if (url.origin !== origin.origin) return { error: { code: 'body', message: `the path leaves the target: ${of.path}` } };
  const headers = { ...authorizationOf(target.credential), ...(of.type ? { 'content-type': of.type } : {}) };
  const answer = await sendRequest(target, { method: of.method, url, headers, body: of.body }, signal, MOST_BYTES);
  if ('error' in answer) return answer;
  if (answer.truncated) return { error: { code: 'too_large', message: `${url.pathname} answered with more than 32 MiB` } };
  return { answer, text: answer.body.toString('utf8') };
}

/** Refusals of ours end a run as errored; a service that fails is data. */
export function refusalOf({ code, message }: OutsideError): Outcome | null {
  if (code === 'not_available') return notAvailable(message);
  return code === 'egress' || code === 'body' ? errored(code, message) : null;
}
