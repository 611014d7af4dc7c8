import { networkError, type OutsideError } from '../../outcome-errors';

const REASONS =
  'the version or community is not the agent’s (it then keeps silent), a firewall drops UDP to that port, or no agent listens there';
const SPOKEN: Record<string, [code: string, message: string]> = {
  ENotInTimeWindow: ['clock', 'the clocks of agent and console differ by more than version 3 allows'],
  EAuthFailure: ['auth', 'the agent knows no such user, or does not accept its passphrase or auth protocol'],
  ECouldNotDecrypt: ['auth', 'the answer cannot be read with the privacy passphrase of the target’s credential'],
  ECommunityNoMatch: ['auth', 'the agent answered for another community'],
  EVersionNoMatch: ['version', 'the agent answered in another version'],
};
const REPORTS: [pattern: RegExp, code: string, message: string][] = [
  [/unknown user name/i, 'user', 'the agent knows no such user'],
  [
    /wrong digest|incorrect digest|authentication failure/i,
    'auth',
    'the agent does not accept the passphrase, or the user has another auth protocol',
  ],
  [/decrypt/i, 'auth', 'the agent cannot read what was sent: another privacy passphrase or protocol is expected'],
  [
    /unsupported security level/i,
    'level',
    'the user does not exist with this level of protection: give or leave out auth and privacy passphrases',
  ],
  [/time window/i, 'clock', 'the clocks of agent and console differ by more than version 3 allows'],
  [/authorization|access/i, 'access', 'the user may not read that'],
];

/** Why an agent gave nothing. Silence is what a wrong community looks like: the three reasons that people meet are named. */
export function snmpError(error: unknown, where: string): OutsideError {
  const { name, message = '', code } = error as { name?: string; message?: string; code?: unknown };
  if (name === 'RequestTimedOutError') return { code: 'no_answer', message: `${where}: no answer. Either ${REASONS}` };
  const known = typeof code === 'number' ? SPOKEN[SPOKEN_BY_NUMBER[code] ?? ''] : undefined;
  if (known) return { code: known[0], message: `${where}: ${known[1]}` };
  const report = REPORTS.find(([pattern]) => pattern.test(message));
  if (report) return { code: report[1], message: `${where}: ${report[2]}` };
  if (name === 'RequestFailedError') return { code: 'refused_by_agent', message: `${where}: the agent refused: ${message}` };
  return networkError(error, where);
}

/** As net-snmp numbers what is wrong with an answer. */
const SPOKEN_BY_NUMBER: Record<number, string> = {
  4: 'ECouldNotDecrypt',
  5: 'EAuthFailure',
  9: 'EVersionNoMatch',
  10: 'ECommunityNoMatch',
  14: 'ENotInTimeWindow',
};
