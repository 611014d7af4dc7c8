import { FactList, Facts } from './result-facts';
import { timingsInWords } from './result-network';
import { RowsTable } from './result-rows';
import type { ResultProps } from './result-values';

const text = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : value && typeof value === 'object'
      ? Object.values(value).join(', ')
      : null;

/** The certificate as a card: whom it is for, who signed it, and how long it still holds. */
export function TlsResult({ data }: ResultProps) {
  const {
    subject,
    issuer,
    validFrom,
    validTo,
    daysLeft,
    names,
    protocol,
    cipher,
    fingerprint,
    serial,
    host,
    port,
    authorized,
    error,
    timings,
    chain,
  } = data;
  if (!validTo && daysLeft === undefined) return <Facts data={data} />;
  const facts: [string, string | null][] = [
    ['for', text(subject)],
    ['names', Array.isArray(names) ? names.join(', ') : null],
    ['signed by', text(issuer)],
    ['valid', `${text(validFrom)?.slice(0, 10)} to ${text(validTo)?.slice(0, 10)}`],
    ['trusted here', authorized === true ? 'yes' : ((error as { message?: string } | null)?.message ?? 'no')],
    ['asked', `${host}:${port}`],
    ['protocol', text(protocol)],
    ['cipher', text(cipher)],
    ['serial', text(serial)],
    ['fingerprint', text(fingerprint)],
    ['took', timingsInWords(timings) || null],
  ];
  const signers = Array.isArray(chain) && chain.length > 1 ? (chain as Record<string, unknown>[]) : [];
  return (
    <div className="grid grid-cols-1 gap-3 rounded-md border border-line p-3">
      {typeof daysLeft === 'number' && <Lifetime daysLeft={daysLeft} from={text(validFrom)} to={text(validTo)} />}
      <FactList facts={facts.filter((fact): fact is [string, string] => fact[1] !== null)} />
      {signers.length > 0 && (
        <RowsTable
          caption="Chain"
          rows={signers.map((each) => ({ subject: each.subject, 'signed by': each.issuer, until: text(each.validTo)?.slice(0, 10) }))}
        />
      )}
    </div>
  );
}

/** How much of its time a certificate has left, in words and as a bar. */
export function Lifetime({ daysLeft, from, to }: { daysLeft: number; from: string | null; to: string | null }) {
  const whole = from && to ? (Date.parse(to) - Date.parse(from)) / 86_400_000 : Number.NaN;
  const left = Number.isFinite(whole) && whole > 0 ? Math.max(0, Math.min(1, daysLeft / whole)) : null;
  const days = Math.floor(Math.abs(daysLeft));
  return (
    <p className="flex flex-wrap items-center gap-3">
      <span className="font-semibold">
        {daysLeft < 0 ? `Expired ${days} ${days === 1 ? 'day' : 'days'} ago` : `${days} ${days === 1 ? 'day' : 'days'} left`}
      </span>
      {left !== null && (
        <svg aria-hidden="true" viewBox="0 0 160 8" className="h-2 w-40">
          <rect width="160" height="8" fill="currentColor" opacity="0.15" />
          <rect x={160 - left * 160} width={left * 160} height="8" fill="currentColor" opacity="0.7" />
        </svg>
      )}
    </p>
  );
}
