/** What a program inside a container finds around it. */
export type Place = {
  hostname: string;
  /** Name -> address, of what can be looked up; empty when the name server does not answer. */
  names: Readonly<Record<string, string>>;
  nameServer: string;
  search: string;
  /** Ports that listen, as host:port. */
  open: ReadonlySet<string>;
  /** The server in this very container. */
  server?: 'postgres' | 'nginx' | 'redis';
  isServing: boolean;
};
export type Ended = { stdout: string; stderr: string; exitCode: number };

const ended = (stdout: string, exitCode = 0, stderr = ''): Ended => ({ stdout, stderr, exitCode });

function nslookup({ names, nameServer }: Place, [name = '']: string[]): Ended {
  const head = `Server:\t\t${nameServer}\nAddress:\t${nameServer}#53\n\n`;
  if (Object.keys(names).length === 0) return ended(`;; connection timed out; no servers could be reached\n`, 1);
  const address = names[name];
  return address ? ended(`${head}Name:\t${name}\nAddress: ${address}\n`) : ended(`${head}** server can't find ${name}: NXDOMAIN\n`, 1);
}

function ping({ names }: Place, args: string[]): Ended {
  const host = args.at(-1) ?? '';
  const count = Number(args[args.indexOf('-c') + 1] ?? 4);
  const address = names[host];
  if (!address) return ended('', 2, `ping: ${host}: Name or service not known\n`);
  const lines = Array.from({ length: count }, (_, at) => `64 bytes from ${address}: icmp_seq=${at + 1} ttl=64 time=0.0${5 + (at % 4)} ms`);
  return ended(
    `PING ${host} (${address}) 56(84) bytes of data.\n${lines.join('\n')}\n\n--- ${host} ping statistics ---\n${count} packets transmitted, ${count} received, 0% packet loss\n`,
  );
}

function curl({ names }: Place, args: string[]): Ended {
  const url = new URL(args.at(-1) ?? 'http://nowhere');
  return names[url.hostname]
    ? ended('HTTP/2 200 \r\ncontent-type: application/json\r\nserver: practice\r\n\r\n')
    : ended('', 6, `curl: (6) Could not resolve host: ${url.hostname}\n`);
}

function nc({ open, names }: Place, args: string[]): Ended {
  const [host = '', port = ''] = args.filter((arg) => !arg.startsWith('-')).slice(-2);
  if (!names[host]) return ended('', 1, `nc: bad address '${host}'\n`);
  return open.has(`${host}:${port}`)
    ? ended('', 0, `${host} (${names[host]}:${port}) open\n`)
    : ended('', 1, `nc: ${host} (${names[host]}:${port}): Connection refused\n`);
}

const FILES: Record<string, (place: Place) => string> = {
  '/etc/resolv.conf': ({ nameServer, search }) => `nameserver ${nameServer}\nsearch ${search}\noptions ndots:5\n`,
  '/etc/hostname': ({ hostname }) => `${hostname}\n`,
  '/etc/hosts': ({ hostname }) => `127.0.0.1\tlocalhost\n10.1.0.7\t${hostname}\n`,
};

const PROGRAMS: Record<string, (place: Place, args: string[]) => Ended> = {
  nslookup,
  ping,
  curl,
  nc,
  cat: (place, [file = '']) => {
    const read = FILES[file];
    return read ? ended(read(place)) : ended('', 1, `cat: ${file}: No such file or directory\n`);
  },
  pg_isready: ({ server, isServing }) =>
    server === 'postgres' && isServing
      ? ended('/var/run/postgresql:5432 - accepting connections\n')
      : ended('/var/run/postgresql:5432 - no response\n', 2),
  nginx: ({ server, isServing }) =>
    server === 'nginx' && isServing
      ? ended(
          '',
          0,
          'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n',
        )
      : ended('', 1, 'nginx: [emerg] host not found in upstream "backend:8000" in /etc/nginx/conf.d/default.conf:4\n'),
  'redis-cli': ({ server, isServing }) =>
    server === 'redis' && isServing ? ended('PONG\n') : ended('', 1, 'Could not connect to Redis at 127.0.0.1:6379: Connection refused\n'),
  date: () => ended(`${new Date().toUTCString()}\n`),
  hostname: ({ hostname }) => ended(`${hostname}\n`),
};

/** What a program prints, and how it ends. One that the image does not have ends with 127. */
export function runProgram([name = '', ...args]: string[], place: Place): Ended {
  const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
  return program ? program(place, args) : ended('', 127, `exec: "${name}": executable file not found in $PATH\n`);
}
