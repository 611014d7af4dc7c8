import { createPrivateKey, type X509Certificate } from 'node:crypto';
import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readX509, type X509Body } from '@/domain/runbooks/kinds/x509';
import { readAllowed } from '../allowed-files';
import { fillWords } from '../fill-in';
import { errored, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, failing, warning } from './concern';
import { rounded } from './one-line';
import { fetchChain } from './x509/fetch-chain';
import { isTrusted, judgeChain, type X509View } from './x509/judge-chain';
import { readCertificates } from './x509/read-certificates';

const MOST_BYTES = 4 * 1024 * 1024;
const OTHERS = 0o007;

export type X509Data = Partial<X509View> & {
  valid: boolean;
  source: string;
  /** An authority that is generally trusted signed the chain. */
  trusted?: boolean;
  /** Whether the key beside it belongs to it; null when none was named. */
  keyMatches?: boolean | null;
  chain: X509View[];
  count: number;
  problems: Concern[];
  timings?: Record<string, number>;
  error: OutsideError | null;
};

type Found = { certificates: X509Certificate[]; problems: Concern[]; keyMatches: boolean | null; timings?: Record<string, number> };
type Wanted = { source: string; find: () => Promise<Found | { error: OutsideError }> };

async function checkKey(
  request: RunnerRequest,
  file: string,
  leaf: X509Certificate,
): Promise<{ matches: boolean; problems: Concern[] } | { error: OutsideError }> {
  const read = await readAllowed(request.target, file, MOST_BYTES);
  if ('error' in read) return read;
  const open = (read.stats.mode & OTHERS) !== 0 ? [warning('key_readable', `everyone on this machine may read the key ${file}`)] : [];
  try {
    const matches = leaf.checkPrivateKey(createPrivateKey(read.bytes));
    return { matches, problems: matches ? open : [failing('wrong_key', `the key ${file} does not belong to the certificate`), ...open] };
  } catch {
    return {
      matches: false,
      problems: [failing('unreadable_key', `${file} holds no private key that can be read without a passphrase`), ...open],
    };
  }
}

async function fromFile(request: RunnerRequest, file: string, key: string | undefined): Promise<Found | { error: OutsideError }> {
  const read = await readAllowed(request.target, file, MOST_BYTES);
  if ('error' in read) return read;
  const found = readCertificates(read.bytes);
  const leaf = found?.certificates[0];
  if (!found || !leaf) return { error: { code: 'no_certificate', message: `${file}: it holds no certificate in PEM or DER` } };
  const unreadable = found.unreadable ? [failing('unreadable', `${found.unreadable} of its certificates cannot be read`)] : [];
  if (!key) return { certificates: found.certificates, problems: unreadable, keyMatches: null };
  const checked = await checkKey(request, key, leaf);
  if ('error' in checked) return checked;
  return { certificates: found.certificates, problems: [...unreadable, ...checked.problems], keyMatches: checked.matches };
}

function wantedBy(request: RunnerRequest, body: X509Body): Wanted {
  const [first = '', second] = fillWords(request, 'file' in body ? [body.file, body.key ?? ''] : [body.endpoint, body.name ?? '']);
  if ('file' in body) return { source: first, find: () => fromFile(request, first, second || undefined) };
  const find = async () => {
    const fetched = await fetchChain(request.target, first, second || undefined, request.signal);
    return 'error' in fetched ? fetched : { ...fetched, keyMatches: null };
  };
  return { source: first, find };
}

const report = ({ source, chain, problems }: X509Data) =>
  `${source}\n${chain
    .map(
      (each, depth) =>
        `${depth}  ${each.subject}  issued by ${each.issuer}  until ${each.validTo.slice(0, 10)} (${each.daysLeft} days)  ${each.keyType} ${each.keyBits ?? ''}\n`,
    )
    .join('')}${chain[0]?.names.length ? `names: ${chain[0].names.join(', ')}\n` : ''}${concernLines(problems)}`;

/** Refusals of ours say nothing of the certificate; a file or server that is not there does. */
const OURS = ['egress', 'roots', 'body'];

async function failed({ emit }: RunnerRequest, source: string, error: OutsideError): Promise<Outcome> {
  await emit('stderr', `${error.message}\n`);
  if (OURS.includes(error.code)) return errored(error.code, error.message);
  const problems = [failing(error.code, error.message)];
  return { status: 'completed', data: { valid: false, source, chain: [], count: 0, problems, error } satisfies X509Data };
}

/**
 * Looks at the certificates of a file under the target's roots, or at those that `host:port` sends. Data: valid, subject, issuer, names, validFrom,
 * validTo, daysLeft, keyType, keyBits, selfSigned, trusted, keyMatches, chain, count, problems [{code, message, severity}], error.
 */
export const x509: Runner = async (request) => {
  const body = readX509(request.block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  const { source, find } = wantedBy(request, body);
  const found = await find();
  if (request.signal.aborted) return stoppedEarly();
  if ('error' in found) return failed(request, source, found.error);
  const { chain, problems: judged } = judgeChain(found.certificates, Date.now());
  const problems = [...found.problems, ...judged];
  const last = found.certificates.at(-1);
  const data: X509Data = {
    ...chain[0],
    valid: !problems.some(({ severity }) => severity === 'fail'),
    source,
    trusted: last !== undefined && isTrusted(last),
    keyMatches: found.keyMatches,
    chain,
    count: chain.length,
    problems,
    ...(found.timings ? { timings: rounded(found.timings) } : {}),
    error: null,
  };
  await request.emit('stdout', report(data));
  return { status: 'completed', data };
};
