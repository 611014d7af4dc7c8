import type { X509Data } from '@/domain/diagnostics/kinds/x509';
import { FactList } from './result-facts';
import { Problems } from './result-problems';
import { RowsTable } from './result-rows';
import { Lifetime } from './result-tls';
import type { ResultProps } from './result-values';

/** A certificate as a card: how long it holds, whom it is for, what is wrong with it, and the chain that it comes with. */
export function X509Result({ data }: ResultProps) {
  const {
    source,
    subject,
    issuer,
    names,
    validFrom,
    validTo,
    daysLeft,
    keyType,
    keyBits,
    keyMatches,
    trusted,
    serial,
    fingerprint,
    chain,
    problems,
  } = data as Partial<X509Data>;
  if (!validTo) return <Problems problems={problems} />;
  const facts: [string, string | null | undefined][] = [
    ['from', source],
    ['for', subject],
    ['names', names?.join(', ') || '(none)'],
    ['signed by', `${issuer}${trusted ? '' : ' (not generally trusted)'}`],
    ['valid', `${validFrom?.slice(0, 10)} to ${validTo.slice(0, 10)}`],
    [
      'key',
      `${keyType} ${keyBits ?? ''}${keyMatches === true ? ', its private key fits' : keyMatches === false ? ', its private key does not fit' : ''}`,
    ],
    ['serial', serial],
    ['fingerprint', fingerprint],
  ];
  return (
    <div className="grid grid-cols-1 gap-3 rounded-md border border-line p-3">
      {typeof daysLeft === 'number' && <Lifetime daysLeft={daysLeft} from={validFrom ?? null} to={validTo} />}
      <Problems problems={problems} />
      <FactList facts={facts.filter((fact): fact is [string, string] => typeof fact[1] === 'string')} />
      {chain && chain.length > 1 && (
        <RowsTable
          caption="Chain"
          rows={chain.map((each) => ({
            subject: each.subject,
            'signed by': each.issuer,
            until: each.validTo.slice(0, 10),
            'days left': each.daysLeft,
          }))}
        />
      )}
    </div>
  );
}
