import { FactList } from './result-facts';
import { cellText, nameInWords, type ResultProps, valueText } from './result-values';

/** How long each part of a connection took, one after the other. */
export const timingsInWords = (timings: unknown): string =>
  Object.entries((timings ?? {}) as Record<string, number | null>)
    .flatMap(([name, value]) => (value === null ? [] : `${nameInWords(name)} ${valueText(name, value)}`))
    .join(', ');

const textOf = (name: string, value: unknown): string =>
  Array.isArray(value) ? value.map(cellText).join(', ') || '(none)' : valueText(name, value);

/** Whom a probe asked, what came back, how long that took, and why nothing did. */
export function NetworkResult({ data }: ResultProps) {
  const { connected, resolved, error, timings, ...asked } = data;
  const took = timingsInWords(timings);
  const facts: [string, string][] = Object.entries(asked)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [nameInWords(name), textOf(name, value)]);
  const why = (error as { message?: string } | null | undefined)?.message;
  return (
    <FactList
      facts={[...facts, ...(why ? [['why not', why] as [string, string]] : []), ...(took ? [['took', took] as [string, string]] : [])]}
    />
  );
}
