import { type BodyProblem, isProblem, readLines } from './body-lines';
import { IN_BRACES, type KindFormat } from './kind-format';

export const NTP_PORT = 123;

/** `host` or `host:port`; without either, the target's own address. */
export function readNtp(body: string): { server: string | null } | BodyProblem {
  const lines = readLines(body);
  if (isProblem(lines)) return lines;
  const [first, second] = lines;
  if (second || (first && first.words.length > 1)) return { problem: 'a block asks one time server', line: (second ?? first)?.line };
  return { server: first?.words[0] ?? null };
}

/** How far this machine's clock is from a time server's. */
export const ntp: KindFormat = {
  changes: false,
  ...IN_BRACES,
  fields: [
    ...['answered', 'host', 'port', 'address', 'offsetMs', 'absOffsetMs', 'delayMs', 'stratum', 'leap', 'referenceId', 'rootDelayMs'],
    ...['rootDispersionMs', 'serverTime', 'samples', 'problems', 'error'],
  ],
  read: readNtp,
};
