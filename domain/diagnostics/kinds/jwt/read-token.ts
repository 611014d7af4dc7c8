import { type Concern, failing, warning } from '../concern';

export type ReadToken = {
  /** The token alone, for its check; it goes no further. */
  compact: string;
  parts: number;
  bearer: boolean;
  header: Record<string, unknown> | null;
  claims: Record<string, unknown> | null;
  problems: Concern[];
};

const SIGNATURE_BYTES: Record<string, number> = {
  HS256: 32,
  HS384: 48,
  HS512: 64,
  ES256: 64,
  ES384: 96,
  ES512: 132,
  EdDSA: 64,
  Ed25519: 64,
};
const SHORTEST_RSA_BYTES = 128;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function decodePart(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** Marks of how a token is damaged on its way: in quotes, percent-encoded, with spaces, in another base64. */
function writingConcerns(text: string): Concern[] {
  const problems: Concern[] = [];
  if (/^["'].*["']$/.test(text)) problems.push(failing('quoted', 'it stands in quotes, which do not belong to it'));
  if (/%2e|%3d|%2b/i.test(text)) problems.push(failing('url_encoded', 'it is percent-encoded: decode it once'));
  if (/\s/.test(text)) problems.push(failing('spaces', 'there are spaces or line breaks in it'));
  if (/[+/]|=$/.test(text.replace(/%../g, '')))
    problems.push(failing('base64', 'it is written in base64, not base64url: + and / must be - and _, without ='));
  return problems;
}

function signatureConcerns(header: Record<string, unknown> | null, signature: string): Concern[] {
  const algorithm = String(header?.alg ?? '');
  if (algorithm.toLowerCase() === 'none') return [failing('alg_none', 'it says alg none: nothing vouches for it')];
  if (!signature) return [failing('unsigned', 'it has no signature')];
  const bytes = Buffer.from(signature, 'base64url').length;
  const isShort =
    algorithm in SIGNATURE_BYTES ? bytes < (SIGNATURE_BYTES[algorithm] as number) : /^[RP]S/.test(algorithm) && bytes < SHORTEST_RSA_BYTES;
  return isShort ? [failing('truncated', `it is cut off: its signature has ${bytes} bytes, too few for ${algorithm}`)] : [];
}

/** Takes a token apart as it was pasted. Judges its writing alone: not its times, nor its signature. Never throws. */
export function readToken(pasted: string, isHeader: boolean): ReadToken {
  const trimmed = pasted.trim().replace(/^authorization:\s*/i, '');
  const bearer = /^bearer\s+/i.test(trimmed);
  const text = trimmed.replace(/^bearer\s+/i, '').trim();
  const problems = isHeader && !bearer ? [failing('no_bearer', 'the header does not begin with Bearer')] : [];
  problems.push(...writingConcerns(text));
  const compact = text.replace(/^["']|["']$/g, '');
  const pieces = compact.split('.');
  if (pieces.length === 5)
    return {
      compact,
      parts: 5,
      bearer,
      header: decodePart(pieces[0] ?? ''),
      claims: null,
      problems: [...problems, warning('encrypted', 'it is encrypted (JWE): only who holds the key can read it')],
    };
  const [head = '', body = '', signature = ''] = pieces;
  const [header, claims] = [decodePart(head), decodePart(body)];
  if (pieces.length !== 3)
    problems.push(
      failing('parts', `it has ${pieces.length} ${pieces.length === 1 ? 'part' : 'parts'}; a token has three, with dots between them`),
    );
  else if (!header) problems.push(failing('header', 'its first part is not a header in JSON'));
  else if (!claims) problems.push(failing('claims', 'its second part is not JSON: it is cut off or altered'));
  if (pieces.length === 3 && header) problems.push(...signatureConcerns(header, signature));
  return { compact, parts: pieces.length, bearer, header, claims, problems };
}
