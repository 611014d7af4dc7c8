import { z } from 'zod';
import { type Checked, checkToken, signToken } from './jwt';
import { type Oatie, problem, type Request, type Route, reply } from './oatie';

const ACCESS_SECONDS = 300;
const REFRESH_SECONDS = 30 * 86_400;
const CHECK_SECONDS = 60;

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** The issuer is another system with a right clock; only this application's verifying goes by its own. */
function issue(oatie: Oatie, sub: string, use: 'access' | 'refresh', lifetimeSeconds: number): string {
  const now = seconds(new Date());
  return signToken({ sub, use, iat: now, nbf: now, exp: now + lifetimeSeconds }, oatie.signingSecret);
}

function issuePair(oatie: Oatie, sub: string) {
  return {
    accessToken: issue(oatie, sub, 'access', ACCESS_SECONDS),
    refreshToken: issue(oatie, sub, 'refresh', REFRESH_SECONDS),
    expiresInSeconds: ACCESS_SECONDS,
  };
}

function check(oatie: Oatie, token: string, use: 'access' | 'refresh'): Checked {
  const checked = checkToken(token, oatie.signingSecret, { now: oatie.now(), toleranceSeconds: oatie.clockToleranceSeconds });
  if (checked.valid && checked.claims.use !== use)
    return { valid: false, reason: 'wrong_use', detail: `this is a ${checked.claims.use} token` };
  return checked;
}

function checkHeader(oatie: Oatie, request: Request): Checked {
  const header = request.headers.authorization ?? '';
  if (!header.startsWith('Bearer '))
    return { valid: false, reason: 'missing_bearer', detail: 'the Authorization header does not begin with "Bearer "' };
  return check(oatie, header.slice('Bearer '.length).trim(), 'access');
}

const verdictReply = (oatie: Oatie, checked: Checked) =>
  reply(checked.valid ? 200 : 401, {
    valid: checked.valid,
    reason: checked.valid ? 'ok' : checked.reason,
    detail: checked.valid ? `expires at ${new Date(checked.claims.exp * 1000).toISOString()}` : checked.detail,
    serverTime: oatie.now().toISOString(),
    clockToleranceSeconds: oatie.clockToleranceSeconds,
  });

const Refresh = z.strictObject({ refreshToken: z.string().min(1) });
const Mint = z.strictObject({ email: z.email() });

export const AUTH_ROUTES: Route[] = [
  {
    method: 'GET',
    pattern: /^\/auth\/verify$/,
    name: '/auth/verify',
    answer: (oatie, request) => verdictReply(oatie, checkHeader(oatie, request)),
  },
  {
    method: 'GET',
    pattern: /^\/auth\/check$/,
    name: '/auth/check',
    answer: (oatie) => verdictReply(oatie, check(oatie, issue(oatie, 'check', 'access', CHECK_SECONDS), 'access')),
  },
  {
    method: 'POST',
    pattern: /^\/auth\/refresh$/,
    name: '/auth/refresh',
    answer: (oatie, request) => {
      const body = Refresh.safeParse(request.body);
      if (!body.success) return problem(422, 'invalid', 'refreshToken is missing');
      const checked = check(oatie, body.data.refreshToken, 'refresh');
      return checked.valid ? reply(200, issuePair(oatie, checked.claims.sub)) : verdictReply(oatie, checked);
    },
  },
  {
    method: 'POST',
    pattern: /^\/auth\/token$/,
    name: '/auth/token',
    answer: (oatie, request) => {
      const body = Mint.safeParse(request.body);
      return body.success ? reply(200, issuePair(oatie, body.data.email)) : problem(422, 'invalid', 'email is missing');
    },
  },
];
