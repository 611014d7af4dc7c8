import type { Session, Varbind } from 'net-snmp';
import type { SnmpBody, SnmpVersion } from '@/domain/runbooks/kinds/snmp';

const ANSWER_LIMIT_MS = 2_000;
const RETRIES = 1;
const REPETITIONS = 20;
const DELIMITER = ':';

type Library = typeof import('net-snmp');
/** Whom an agent is asked as. */
export type SnmpLogin = { community: string } | { user: string; auth: string; priv: string };
export type AgentAddress = { address: string; family: 4 | 6; port: number };

/** Brought in when the first block asks an agent. */
let loading: Promise<Library> | undefined;
export const loadSnmp = (): Promise<Library> => {
  loading ??= import('net-snmp').then((module) => ('default' in module ? (module.default as Library) : module));
  return loading;
};

/** A credential as version 3 takes it: `user`, `user:auth`, or `user:auth:priv`. A community is the whole of it. */
export function loginOf(credential: string, version: SnmpVersion): SnmpLogin {
  if (version !== '3') return { community: credential };
  const [user = '', auth = '', ...priv] = credential.split(DELIMITER);
  return { user, auth, priv: priv.join(DELIMITER) };
}

/** A session with one agent; the caller closes it. A user without passphrases is asked as such. */
export function openSession(
  snmp: Library,
  at: AgentAddress,
  login: SnmpLogin,
  body: Pick<SnmpBody, 'auth' | 'priv'>,
  version: SnmpVersion,
): Session {
  const base = {
    port: at.port,
    transport: at.family === 6 ? ('udp6' as const) : ('udp4' as const),
    timeout: ANSWER_LIMIT_MS,
    retries: RETRIES,
    reportOidMismatchErrors: false,
  };
  if ('community' in login)
    return snmp.createSession(at.address, login.community, { ...base, version: version === '1' ? snmp.Version1 : snmp.Version2c });
  const { user, auth, priv } = login;
  const level = priv ? snmp.SecurityLevel.authPriv : auth ? snmp.SecurityLevel.authNoPriv : snmp.SecurityLevel.noAuthNoPriv;
  return snmp.createV3Session(
    at.address,
    {
      name: user,
      level,
      authProtocol: snmp.AuthProtocols[body.auth],
      authKey: auth,
      privProtocol: snmp.PrivProtocols[body.priv],
      privKey: priv,
    },
    { ...base, version: snmp.Version3 } as Parameters<Library['createV3Session']>[2],
  );
}

export const getAll = (session: Session, oids: string[]): Promise<Varbind[]> =>
  new Promise((resolve, reject) => session.get(oids, (error, found) => (error ? reject(error) : resolve(found ?? []))));

/** All below an OID, at most so many. */
export function walkBelow(session: Session, oid: string, most: number): Promise<{ found: Varbind[]; truncated: boolean }> {
  const found: Varbind[] = [];
  return new Promise((resolve, reject) => {
    session.subtree(
      oid,
      REPETITIONS,
      (batch) => {
        found.push(...batch);
        // Truthy tells the session to ask no further.
        return found.length > most;
      },
      (error) => (error ? reject(error) : resolve({ found: found.slice(0, most), truncated: found.length > most })),
    );
  });
}
