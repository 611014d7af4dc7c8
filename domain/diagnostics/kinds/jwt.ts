import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { type JwtBody, type JwtKey, readJwt } from '@/domain/runbooks/kinds/jwt';
import { fillWords } from '../fill-in';
import { errored, stoppedEarly } from '../outcome-errors';
import type { Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, failing } from './concern';
import { checkSignature } from './jwt/check-signature';
import { type ClaimTimes, judgeClaims, shownClaims } from './jwt/judge-claims';
import { type ReadToken, readToken } from './jwt/read-token';

export type JwtData = Partial<ClaimTimes> & {
  parts: number;
  bearer: boolean;
  header: Record<string, unknown> | null;
  /** What may be shown of the claims: values that say nothing of a person. */
  claims: Record<string, unknown> | null;
  algorithm: string | null;
  /** null when the block names no key to check with. */
  verified: boolean | null;
  problems: Concern[];
};

/** Issuer, audience and paths may name inputs. */
function filled(request: RunnerRequest, body: JwtBody): JwtBody {
  const fill = (text: string | undefined) => (text === undefined ? undefined : fillWords(request, [text])[0]);
  const key: JwtKey | null = body.key?.from === 'key' ? { ...body.key, file: fill(body.key.file) ?? '' } : body.key;
  return { ...body, issuer: fill(body.issuer), audience: fill(body.audience), key };
}

async function report(
  { emit }: RunnerRequest,
  { header, claims, verified, problems, expiresAt, expiresInSeconds }: JwtData,
): Promise<void> {
  const lines = [
    header && `header   ${JSON.stringify(header)}`,
    claims && `claims   ${JSON.stringify(claims)}`,
    expiresAt && `expires  ${expiresAt} (${expiresInSeconds} s)`,
    `signature ${verified === null ? 'not checked' : verified ? 'right' : 'not accepted'}`,
  ];
  await emit('stdout', `${lines.filter(Boolean).join('\n')}\n${concernLines(problems)}`);
}

const algorithmOf = ({ header }: ReadToken) => (typeof header?.alg === 'string' ? header.alg : '');

/**
 * Takes a token apart and checks it; the token itself is neither stored nor shown. Data: parts, bearer, header, claims (redacted), algorithm, verified,
 * expired, issuedAt, notBefore, expiresAt, expiresInSeconds, ageSeconds, problems [{code, message, severity}]. Refuses alg none and algorithm confusion.
 */
export const jwt: Runner = async (request) => {
  const read = readJwt(request.block.body, request.block);
  if (isProblem(read)) return errored('body', `${read.problem}.`);
  const body = filled(request, read);
  const pasted = request.inputs[body.input];
  if (typeof pasted !== 'string') return errored('input', `the input ${body.input} is empty`);
  const token = readToken(pasted, body.isHeader);
  const judged = token.claims ? judgeClaims(token.claims, body, Date.now()) : null;
  const problems = [...token.problems, ...(judged?.problems ?? [])];
  let verified: boolean | null = null;
  if (body.key) {
    const sound = token.parts === 3 && token.header && !token.problems.some(({ code }) => code === 'alg_none' || code === 'unsigned');
    const checked = sound
      ? await checkSignature(request, { ...body, key: body.key }, { compact: token.compact, algorithm: algorithmOf(token) })
      : { verified: false, problems: token.problems.length ? [] : [failing('signature', 'there is no signature to check')] };
    if (request.signal.aborted) return stoppedEarly();
    if ('error' in checked) {
      await request.emit('stderr', `${checked.error.message}\n`);
      return errored(checked.error.code, checked.error.message);
    }
    verified = checked.verified;
    problems.push(...checked.problems);
  }
  const data: JwtData = {
    parts: token.parts,
    bearer: token.bearer,
    header: token.header && shownClaims(token.header),
    claims: token.claims && shownClaims(token.claims),
    algorithm: algorithmOf(token) || null,
    verified,
    ...judged?.times,
    problems,
  };
  await report(request, data);
  return { status: 'completed', data };
};
