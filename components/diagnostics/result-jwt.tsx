import { durationInWords } from '@/components/ui/duration';
import type { JwtData } from '@/domain/diagnostics/kinds/jwt';
import { FactList } from './result-facts';
import { Problems } from './result-problems';
import { cellText, type ResultProps } from './result-values';

const seconds = (value: number) => durationInWords(Math.abs(value) * 1_000);

/** A token as a card: whether it holds, for how long, what it says. */
export function JwtResult({ data }: ResultProps) {
  const { header, claims, verified, expiresAt, expiresInSeconds, expired, problems } = data as Partial<JwtData>;
  const times = ['iat', 'nbf', 'exp'];
  return (
    <div className="grid grid-cols-1 gap-3 rounded-md border border-line p-3">
      <p className="flex flex-wrap items-baseline gap-x-4">
        {typeof expiresInSeconds === 'number' && (
          <span className="font-semibold">
            {expired ? `Expired ${seconds(expiresInSeconds)} ago` : `Holds for another ${seconds(expiresInSeconds)}`}
          </span>
        )}
        <span>{verified === null ? 'Signature not checked' : verified ? 'Signature right' : 'Signature not accepted'}</span>
        {expiresAt && <span className="text-sm text-ink-3">until {expiresAt}</span>}
      </p>
      <Problems problems={problems} />
      {header && <Part title="Header" values={header} />}
      {claims && (
        <Part
          title="Claims"
          values={Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, times.includes(name) ? instant(value) : value]))}
        />
      )}
    </div>
  );
}

const instant = (value: unknown) => (typeof value === 'number' && value < 8.64e12 ? new Date(value * 1_000).toISOString() : value);

function Part({ title, values }: { title: string; values: Record<string, unknown> }) {
  return (
    <div>
      <p className="text-sm font-medium text-ink-3">{title}</p>
      <FactList facts={Object.entries(values).map(([name, value]) => [name, cellText(value)])} />
    </div>
  );
}
