import { hasMark } from '../shell/marks';
import { type Peer, type Recognised, type Recogniser, readOptions, unproven } from './recognised';

const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|[0-9a-f:]+:[0-9a-f:]*)$/i;
const PORT = /^\d{1,5}$/;
const TYPES = new Set(['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NAPTR', 'NS', 'PTR', 'SOA', 'SRV', 'TXT']);

const isHost = (text: string | undefined): text is string => text !== undefined && (HOST.test(text) || (hasMark(text) && !/\s/.test(text)));
const isPort = (text: string | undefined): text is string => text !== undefined && (PORT.test(text) || (hasMark(text) && !/\s/.test(text)));
const written = (host: string, port: string) => `${host.includes(':') ? `[${host}]` : host}:${port}`;

function connection(host: string, port: string, why: string): Recognised {
  const endpoint = written(host, port);
  const peer: Peer = { kind: 'tcp', ...(hasMark(endpoint) ? {} : { endpoint }) };
  return { kind: 'tcp', body: endpoint, effect: 'read', peer, ok: 'connected', why };
}

function question(name: string, type: string, resolver?: string): Recognised {
  const body = [name, type, ...(resolver ? [`@${resolver}`] : [])].join(' ');
  const peer: Peer | null = resolver ? { kind: 'dns', endpoint: written(resolver, '53') } : null;
  return { kind: 'dns', body, effect: 'read', peer, ok: 'resolved', why: 'A question to a name server changes nothing there.' };
}

const OPENED = 'Opening a connection and closing it sends nothing.';

export const recogniseNc: Recogniser = (args) => {
  const read = readOptions(args, { flags: 'zvn46', valued: 'wG', longValued: ['wait'] });
  if ('unknown' in read || !read.options.has('z')) return unproven('Without -z it sends what it is given.');
  const [host, port, ...more] = read.rest;
  return isHost(host) && isPort(port) && !more.length ? connection(host, port, OPENED) : unproven('It is not one host and one port.');
};

export const recogniseTelnet: Recogniser = ([host, port, ...more]) =>
  isHost(host) && isPort(port) && !more.length
    ? connection(host, port, `telnet would wait for somebody to type. ${OPENED}`)
    : unproven('It is not one host and one port.');

export const recognisePgIsReady: Recogniser = (args) => {
  const read = readOptions(args, { flags: 'q', valued: 'hpUdt', longValued: ['host', 'port', 'username', 'dbname', 'timeout'] });
  if ('unknown' in read || read.rest.length) return unproven('An option of it is not known here.');
  const host = (read.options.get('h') ?? read.options.get('host'))?.[0];
  const port = (read.options.get('p') ?? read.options.get('port'))?.[0] ?? '5432';
  if (!host) return unproven('It asks the server on the machine that it is typed on.');
  return isHost(host) && isPort(port)
    ? connection(host, port, `${OPENED} Whether the server also answers, a query says.`)
    : unproven('Its address cannot be read.');
};

export const recogniseNslookup: Recogniser = ([name, resolver, ...more]) => {
  if (!isHost(name) || more.length || (resolver !== undefined && !isHost(resolver)))
    return unproven('It is not one name and at most one name server.');
  return question(name, 'A', resolver);
};

export const recogniseDig: Recogniser = (args) => {
  const resolver = args.find((arg) => arg.startsWith('@'))?.slice(1);
  const words = args.filter(
    (arg) => !arg.startsWith('@') && !/^\+(?:short|noall|answer|stats|nocomments|noquestion|time=\d+|tries=\d+)$/.test(arg),
  );
  const type = words.find((word) => TYPES.has(word.toUpperCase()));
  const names = words.filter((word) => word !== type && !/^(?:IN|-4|-6)$/.test(word));
  const [name] = names;
  if (names.length !== 1 || !isHost(name) || (resolver !== undefined && !isHost(resolver)))
    return unproven('An option of it is not known here.');
  return question(name, (type ?? 'A').toUpperCase(), resolver);
};

/** openssl s_client: the handshake and the certificates that it shows. */
export const recogniseOpenssl: Recogniser = ([command, ...args]) => {
  if (command !== 's_client') return unproven('It works on files of the machine that it is typed on.');
  const connect = args[args.indexOf('-connect') + 1] ?? '';
  const servername = args.includes('-servername') ? args[args.indexOf('-servername') + 1] : undefined;
  const others = args.filter(
    (arg) => arg.startsWith('-') && !/^-(?:connect|servername|showcerts|brief|verify|CAfile|tls1_2|tls1_3|alpn)$/.test(arg),
  );
  const [, host, port] = /^(.+):([^:]+)$/.exec(connect) ?? [];
  if (!args.includes('-connect') || others.length || !isHost(host) || !isPort(port)) return unproven('An option of it is not known here.');
  if (servername !== undefined && !isHost(servername)) return unproven('Its server name cannot be read.');
  const endpoint = written(host, port);
  const peer: Peer = { kind: 'tls', ...(hasMark(endpoint) ? {} : { endpoint }) };
  const body = [endpoint, ...(servername && servername !== host ? [servername] : [])].join(' ');
  return {
    kind: 'tls',
    body,
    effect: 'read',
    peer,
    ok: 'valid',
    why: 'A handshake that is looked at and closed; nothing is sent after it.',
  };
};
