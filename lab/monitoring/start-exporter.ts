import { createServer } from 'node:http';
import pg from 'pg';
import { Gauge, Registry } from 'prom-client';
import { freePort } from '../free-port';
import { inTurn, type Restartable } from '../in-turn';

const BACKENDS = 'SELECT datname, numbackends FROM pg_stat_database WHERE datname = ANY ($1)';

/** What measures a database for Prometheus, under the names that exporters use. It may be stopped, and started on the same port. */
export type Exporter = Restartable & { url: string; close: () => Promise<void> };

function measuresOf(pool: pg.Pool, databases: readonly string[]): Registry {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'pg_stat_database_numbackends',
    help: 'Sessions in this database',
    labelNames: ['datname'],
    registers,
    async collect() {
      const { rows } = await pool.query<{ datname: string; numbackends: number }>(BACKENDS, [databases]);
      this.reset();
      for (const { datname, numbackends } of rows) this.set({ datname }, numbackends);
    },
  });
  new Gauge({
    name: 'pg_settings_max_connections',
    help: 'Sessions that the server admits',
    registers,
    async collect() {
      const { rows } = await pool.query<{ most: number }>(`SELECT current_setting('max_connections')::int AS most`);
      this.set(rows[0]?.most ?? 0);
    },
  });
  return registry;
}

/** Starts measuring these databases of the server of `adminUrl`. */
export async function startExporter(adminUrl: string, databases: readonly string[]): Promise<Exporter> {
  const pool = new pg.Pool({ connectionString: adminUrl, application_name: 'lab exporter', max: 1 });
  pool.on('error', () => {});
  const registry = measuresOf(pool, databases);
  const server = createServer((_incoming, response) => {
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      (error: Error) => response.writeHead(500, { 'content-type': 'text/plain' }).end(`${error.message}\n`),
    );
  });
  const port = await freePort();
  const steps = inTurn({
    isUp: () => server.listening,
    start: async () => {
      if (!server.listening) await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
    },
    stop: async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  await steps.start();
  const close = async () => {
    await steps.stop();
    await pool.end();
  };
  return { ...steps, url: `http://127.0.0.1:${port}`, close };
}
