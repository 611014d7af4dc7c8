import { expect, test } from 'vitest';
import { listenAsDatabases } from './listen-as-databases';
import { proveRunbooks } from './prove-runbooks';
import { useLab } from './use-lab';

const lab = useLab();
const { given, run } = lab;
const listeners = listenAsDatabases();

const CONNECT = 'general/cannot-connect-to-database';

proveRunbooks(
  {
    report: 'general',
    services: ['general', 'sitrep'],
    given,
    healthyOnly: {
      [`${CONNECT}#name`]: { why: 'how this machine names itself', is: ['ok', 'warn'] },
      [`${CONNECT}#mysql-greeting`]: { why: 'what answers on the port may be another than ours', is: ['ok', 'fail'] },
      [`${CONNECT}#sign-in`]: { why: 'the same block fails against a refusing server in oatie-reports' },
      [`${CONNECT}#firewall`]: { why: 'whether rules can be read differs by machine', is: ['not_available', 'ok'] },
      'general/point-in-time-recovery#archive-is-current': { why: 'the practice server archives nothing', is: ['warn'] },
      'general/point-in-time-recovery#recovered-to': { why: 'the practice server is not being recovered', is: ['warn'] },
      'sitrep/console-unwell#queue': { why: 'no engine runs here, which is what it says', is: ['fail'] },
      'sitrep/console-unwell#disk': { why: 'the disk is that of the machine', is: ['ok', 'warn', 'fail'] },
      'sitrep/console-unwell#memory': { why: 'the memory is that of the machine', is: ['ok', 'warn', 'fail'] },
    },
    further: Object.fromEntries([
      ...['postgres-port', 'mysql-port', 'mongodb-port', 'listening'].map((id) => [`${CONNECT}#${id}`, 'fail where nothing listens']),
      [`${CONNECT}#connection-string`, 'warn without a port, fail when broken'],
      [`${CONNECT}#pool-size`, 'fail when the pools open too much'],
    ]),
    notHere: {
      [`${CONNECT}#postgres-service`]: 'systemd does not run on this machine',
      [`${CONNECT}#mysql-service`]: 'systemd does not run on this machine',
      [`${CONNECT}#mongodb-service`]: 'systemd does not run on this machine',
    },
    elsewhere: {
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
});

test('nothing that listens is a failed port', async () => {
  for (const server of listeners.splice(0)) {
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const id = { 5432: 'postgres-port', 3306: 'mysql-port', 27017: 'mongodb-port' }[port] as string;
    expect((await run(`general/cannot-connect-to-database#${id}`, {})).result).toBe('fail');
  }
});
