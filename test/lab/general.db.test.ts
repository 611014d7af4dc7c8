import { appendFile, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { FORGOTTEN_VARIABLE } from '@/lab/faults/forgotten-variable';
import { runOnce } from '@/lab/held-sessions';
import { listenAsDatabases } from './listen-as-databases';
import { proveRunbooks } from './prove-runbooks';
import { useLab } from './use-lab';

const lab = useLab();
const { given, run, used } = lab;
const listeners = listenAsDatabases();

const REQUEST = 'general/api-request-fails';
const SLOW = 'general/suddenly-slow';
const RESTARTS = 'general/container-restarts';
const CONNECT = 'general/cannot-connect-to-database';

proveRunbooks(
  {
    report: 'general',
    services: ['general', 'sitrep'],
    given,
    healthyOnly: {
      [`${RESTARTS}#last-words`]: { why: 'it is what the container wrote' },
      [`${RESTARTS}#events`]: { why: 'it lists what happened' },
      [`${RESTARTS}#usage`]: { why: 'what it uses is measured' },
      [`${RESTARTS}#health`]: { why: 'the check of the practice container does not fail' },
      [`${SLOW}#processor`]: { why: 'the processor is that of the machine' },
      [`${SLOW}#five-looks`]: { why: 'it is this machine' },
      [`${SLOW}#disks`]: { why: 'the disks are those of the machine', is: ['ok', 'warn', 'not_available'] },
      [`${SLOW}#network`]: { why: 'the network is that of the machine', is: ['ok', 'warn', 'not_available'] },
      [`${SLOW}#traffic`]: { why: 'it is this machine' },
      [`${SLOW}#growth`]: { why: 'the process is one of this machine', is: ['ok', 'warn', 'fail'] },
      [`${CONNECT}#database-yml`]: { why: 'it says who may read the file' },
      [`${SLOW}#memory`]: { why: 'the memory is that of the machine', is: ['ok', 'warn', 'fail'] },
      [`${SLOW}#golden`]: { why: 'nobody waits for a connection' },
      [`${SLOW}#long-running`]: { why: 'a statement of a minute would have to run for a minute' },
      [`${SLOW}#read-whole`]: { why: 'large tables that are read as a whole are a warning', is: ['ok', 'warn'] },
      [`${SLOW}#without-index`]: { why: 'it lists columns, whether or not somebody searches by them' },
      [`${REQUEST}#with-token`]: { why: 'a token that is refused is a warning' },
      'general/refused-access#token': { why: 'damaged and expired tokens fail in oatie-auth' },
      'general/refused-access#accepted': { why: 'refused tokens fail in oatie-auth' },
      'general/fails-sometimes#share': { why: 'the practice application does not fail by chance' },
      'general/fails-sometimes#machine': { why: 'it is this machine' },
      'general/fails-sometimes#connections': { why: 'nobody waits for a connection' },
      'general/works-in-dev-only#versions': { why: 'it says what is installed here' },
      'general/works-in-dev-only#packages': { why: 'it says what is installed here', is: ['ok', 'not_available'] },
      'general/application-hangs#java-threads': { why: 'no Java program runs here', is: ['fail', 'not_available'] },
      'general/application-hangs#thread-dump': { why: 'the dump that is kept holds a deadlock, and it says so', is: ['fail'] },
      'general/application-hangs#lock-tree': { why: 'the same block fails under lock-tree in oatie-reports' },
      [`${CONNECT}#name`]: { why: 'how this machine names itself', is: ['ok', 'warn'] },
      [`${CONNECT}#sign-in`]: { why: 'the same block fails against a refusing server in oatie-reports' },
      'general/point-in-time-recovery#archive-is-current': { why: 'the practice server archives nothing', is: ['warn'] },
      'general/point-in-time-recovery#recovered-to': { why: 'the practice server is not being recovered', is: ['warn'] },
      'sitrep/console-unwell#queue': { why: 'no engine runs here, which is what it says', is: ['fail'] },
      'sitrep/console-unwell#disk': { why: 'the disk is that of the machine', is: ['ok', 'warn', 'fail'] },
      'sitrep/console-unwell#memory': { why: 'the memory is that of the machine', is: ['ok', 'warn', 'fail'] },
    },
    further: Object.fromEntries([
      [`${CONNECT}#given-address`, 'fail when production lacks the variable'],
      [`${REQUEST}#application-log`, 'fail when the application writes an error meanwhile'],
      [`${REQUEST}#proxy-log`, 'fail when the web server finds nobody behind it'],
      ['general/refused-access#permission', 'fail for what the role may not'],
      ['general/works-in-dev-only#settings', 'fail when production lacks a variable'],
      ...['postgres-port', 'mysql-port', 'mongodb-port', 'listening'].map((id) => [`${CONNECT}#${id}`, 'fail where nothing listens']),
      [`${CONNECT}#connection-string`, 'warn without a port, fail when broken'],
      [`${CONNECT}#pool-size`, 'fail when the pools open too much'],
    ]),
    undone: [{ change: `${SLOW}#create-user-index`, see: `${SLOW}#without-index`, fault: 'user-index-gone' }],
    uncounted: { [`${RESTARTS}#more-memory`]: 'it shows the container, before and after' },
    carriedOut: { [`${REQUEST}#send-payload`]: 'sent, and taken' },
    notHere: {
      [`${CONNECT}#postgres-service`]: 'systemd does not run on this machine',
      [`${CONNECT}#mysql-service`]: 'systemd does not run on this machine',
      [`${CONNECT}#mongodb-service`]: 'systemd does not run on this machine',
    },
    elsewhere: {
      [`${CONNECT}#ufw`]: 'against ufw itself, in a network of its own, in firewall-real.test.ts',
      [`${CONNECT}#iptables`]: 'against the kernel, in a network of its own, in firewall-real.test.ts',
      ...Object.fromEntries(
        ['postgres-service', 'mysql-service', 'mongodb-service'].map((id) => [
          `${CONNECT}#${id}`,
          'against a program that answers as systemctl does, in service.test.ts',
        ]),
      ),
      'sitrep/console-unwell#health': 'asks the console itself: engine/engine.db.test.ts',
      'sitrep/console-unwell#metrics': 'asks the console itself: engine/engine.db.test.ts',
    },
  },
  lab,
);

test('a connection string without a port is a warning, a broken one a failure', async () => {
  const verdict = async (database_url: string) =>
    (await run('general/cannot-connect-to-database#connection-string', { database_url })).result;
  expect(await verdict('postgresql://ana:secret@db.example:5432/oatie')).toBe('ok');
  expect(await verdict('postgresql://ana:secret@db.example/oatie')).toBe('warn');
  expect(await verdict('postgresql://ana:se@cret@db.example:5432/oatie')).toBe('fail');
  expect(await verdict('db.example:5432')).toBe('fail');
});

test('pools that together open too much fail', async () => {
  const pools = (processes: number) => run(`${CONNECT}#pool-size`, { processes, pool_size: 20, max_overflow: 40 });
  expect((await pools(1)).result).toBe('ok');
  expect((await pools(2)).result).toBe('fail');
  const unlimited = { processes: 1, pool_size: 20, max_overflow: -1 };
  expect((await run(`${CONNECT}#pool-size`, unlimited)).result).toBe('fail');
});

test('errors that come while the log is followed fail', async () => {
  const { applicationLog, proxyLog } = used.lab.practice.files;
  const whileWriting = async (id: string, file: string, line: string) => {
    const timer = setInterval(() => appendFile(file, `${line}\n`), 100);
    try {
      return await run(`${REQUEST}#${id}`, {});
    } finally {
      clearInterval(timer);
    }
  };
  const [app, proxy] = await Promise.all([
    whileWriting('application-log', applicationLog, '2026-03-02T09:14:00Z ERROR order 4711: KeyError'),
    whileWriting('proxy-log', proxyLog, '2026/03/02 09:14:00 [error] 31#31: connect() failed while connecting to upstream'),
  ]);
  expect([app.result, proxy.result]).toEqual(['fail', 'fail']);
});

test('what a role may not, and a variable that production lacks, fail', async () => {
  expect((await run('general/refused-access#permission', { action: 'delete' })).result).toBe('fail');
  await FORGOTTEN_VARIABLE.cause(used.lab);
  expect((await run('general/works-in-dev-only#settings', {})).result).toBe('fail');
  expect((await run(`${CONNECT}#given-address`, {})).result).toBe('fail');
  await lab.heal();
});

test('nothing that listens is a failed port', async () => {
  for (const server of listeners.splice(0)) {
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const id = { 5432: 'postgres-port', 3306: 'mysql-port', 27017: 'mongodb-port' }[port] as string;
    expect((await run(`general/cannot-connect-to-database#${id}`, { host: '127.0.0.1' })).result).toBe('fail');
  }
});

test('a role that is not shown what other sessions do says so, and never ok', async () => {
  const [role = ''] = (await readFile(`${used.dataDir}/lab/practice-read.credential`, 'utf8')).split(':');
  await runOnce(used.postgres.adminUrl, `REVOKE pg_read_all_stats FROM ${role}`);
  const { result, why } = await run(`${SLOW}#long-running`, { seconds: 60 });
  await runOnce(used.postgres.adminUrl, `GRANT pg_read_all_stats TO ${role}`);
  expect([result, why]).toEqual(['blind', expect.stringContaining(`GRANT pg_read_all_stats TO ${role}`)]);
  expect((await run(`${SLOW}#long-running`, { seconds: 60 })).result).toBe('ok');
});

test('writes that the database itself refuses do not arrive', async () => {
  const set = (how: string) => runOnce(used.postgres.adminUrl, `ALTER DATABASE oatie ${how}`);
  await set('SET default_transaction_read_only = on');
  const { result } = await run('general/data-loss#writes-arrive', {});
  await set('RESET default_transaction_read_only');
  expect([result, (await run('general/data-loss#writes-arrive', {})).result]).toEqual(['fail', 'ok']);
});
