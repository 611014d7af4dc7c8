import type { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { type CertificateView, viewCertificate } from '../certificate';
import { type Concern, failing, warning } from '../concern';
import { readCertificates } from './read-certificates';

const SOON_DAYS = 14;
const SHORTEST_RSA_BITS = 2_048;

/** One certificate as it is shown, with its key. */
export type X509View = CertificateView & {
  keyType: string;
  keyBits: number | null;
  selfSigned: boolean;
  ca: boolean;
};

const bitsOf = ({ asymmetricKeyDetails: of }: X509Certificate['publicKey']): number | null => {
  if (of?.modulusLength) return of.modulusLength;
  const size = /(\d{3})/.exec(of?.namedCurve ?? '')?.[1];
  return size ? Number(size) : null;
};

const isSelfSigned = (certificate: X509Certificate) => certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);

const viewWithKey = (certificate: X509Certificate, now: number): X509View => ({
  ...viewCertificate(certificate, now),
  keyType: certificate.publicKey.asymmetricKeyType ?? 'unknown',
  keyBits: bitsOf(certificate.publicKey),
  selfSigned: isSelfSigned(certificate),
  ca: certificate.ca,
});

function timeConcerns(view: X509View, now: number, isLeaf: boolean): Concern[] {
  const who = isLeaf ? 'the certificate' : `${view.subject}, which signs it,`;
  if (view.daysLeft < 0) return [failing('expired', `${who} expired on ${view.validTo.slice(0, 10)}`)];
  if (Date.parse(view.validFrom) > now) return [failing('not_yet_valid', `${who} is valid only from ${view.validFrom}`)];
  if (view.daysLeft >= SOON_DAYS) return [];
  return [warning('expires_soon', `${who} expires in ${view.daysLeft} ${view.daysLeft === 1 ? 'day' : 'days'}`)];
}

let roots: X509Certificate[] | undefined;
/** The authorities that this program was made with. */
const knownRoots = () => (roots ??= rootCertificates.flatMap((pem) => readCertificates(Buffer.from(pem))?.certificates ?? []));

/** Whether an authority that is generally trusted signed it. */
export const isTrusted = (last: X509Certificate) =>
  knownRoots().some((root) => root.fingerprint256 === last.fingerprint256 || (last.checkIssued(root) && last.verify(root.publicKey)));

const signs = (issuer: X509Certificate, of: X509Certificate) => of.checkIssued(issuer) && of.verify(issuer.publicKey);

function chainConcerns(certificates: readonly X509Certificate[], views: readonly X509View[]): Concern[] {
  const [leaf] = certificates;
  const [leafView] = views;
  if (!leaf || !leafView) return [];
  const broken = certificates.findIndex((each, at) => at > 0 && !signs(each, certificates[at - 1] as X509Certificate));
  if (broken > 0) {
    const tops = certificates.filter((each) => !certificates.some((other) => other !== each && signs(other, each)));
    return tops.length === 1
      ? [warning('order', 'the certificates are not in the order in which they sign: the server’s own first, then who signed it')]
      : [failing('broken_chain', `${views[broken]?.subject} did not sign ${views[broken - 1]?.subject}, which stands before it`)];
  }
  if (leafView.selfSigned)
    return leafView.ca && certificates.length === 1
      ? []
      : [warning('self_signed', 'it is signed by itself: nobody trusts it who was not told to')];
  if (certificates.length === 1 && !isTrusted(leaf))
    return [warning('incomplete', `the certificate of ${leafView.issuer}, which signed it, is not there`)];
  return [];
}

/** What is wrong with a chain, its own certificate first. Pure but for the authorities known; takes the clock. */
export function judgeChain(certificates: readonly X509Certificate[], now: number): { chain: X509View[]; problems: Concern[] } {
  const chain = certificates.map((certificate) => viewWithKey(certificate, now));
  const [leaf] = chain;
  const problems = [...chain.flatMap((view, at) => timeConcerns(view, now, at === 0)), ...chainConcerns(certificates, chain)];
  if (leaf?.keyType === 'rsa' && (leaf.keyBits ?? SHORTEST_RSA_BITS) < SHORTEST_RSA_BITS)
    problems.push(failing('weak_key', `its key has only ${leaf.keyBits} bits`));
  if (leaf && leaf.names.length === 0 && !leaf.ca)
    problems.push(warning('no_names', 'it lists no names (SAN): browsers and most clients refuse it'));
  return { chain, problems };
}
