#!/usr/bin/env node
// Speaks the protocol of Prisma's downloaded schema engine, JSON-RPC over stdin and stdout, by way of the WebAssembly build of
// the same engine and the pg driver. Started by Prisma's own commands; see prisma.config.ts.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import readline from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CONNECT_LIMIT_MS = 10_000;
const CHAR_OID = 18;
const TEXT_OID = 25;
const CHARACTER_COLUMN = 6;
const CHAR_MARK = '\u0000char';
const PRINT_ID_BASE = 1_000_000;

function readArguments(args) {
  const read = { datamodels: [], url: process.env.DATABASE_URL, command: null };
  const take = {
    '--datamodels': (value) => read.datamodels.push(value),
    '--datasource': (value) => (read.url = JSON.parse(value).url ?? read.url),
  };
  for (let i = 0; i < args.length && !read.command; i += 1) {
    if (args[i] === 'cli') read.command = args[i + 1];
    else take[args[i]]?.(args[++i]);
  }
  return read;
}

/** The address without Prisma's own `schema` parameter, which pg does not know, and the schema it named. */
function splitUrl(url) {
  const address = new URL(url || 'postgresql://nobody@127.0.0.1:1/none');
  const schema = address.searchParams.get('schema') ?? undefined;
  address.searchParams.delete('schema');
  return { address, schema, database: decodeURIComponent(address.pathname.slice(1)) };
}

const quote = (name) => `"${name.replaceAll('"', '""')}"`;
const onDatabase = (address, name) => Object.assign(new URL(address), { pathname: `/${name}` }).href;

async function queryOnce(connectionString, sql) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

// --- one-off commands -----------------------------------------------------------------------------------

const COMMANDS = {
  'can-connect-to-database': ({ address }) => queryOnce(address.href, 'SELECT 1'),
  'create-database': ({ address, database }) => queryOnce(onDatabase(address, 'postgres'), `CREATE DATABASE ${quote(database)}`),
  'drop-database': ({ address, database }) => queryOnce(onDatabase(address, 'postgres'), `DROP DATABASE IF EXISTS ${quote(database)}`),
};

const PRISMA_CODES = { '3D000': 'P1003', '42P04': 'P1009', '28P01': 'P1000', 28000: 'P1000' };

function printFailure(fields) {
  process.stderr.write(
    `\n${JSON.stringify({ timestamp: new Date().toISOString(), level: 'ERROR', fields, target: 'schema_engine::logger' })}\n`,
  );
}

async function runCommand(command, url) {
  try {
    await COMMANDS[command](splitUrl(url));
  } catch (error) {
    printFailure({ error_code: PRISMA_CODES[error.code] ?? 'P1001', message: error.message, is_panic: false, meta: {} });
    process.exitCode = 1;
  }
}

// --- the driver, as the engine needs it -----------------------------------------------------------------

// The adapter does not know the catalogue's one-byte "char" type, and the engine ends when it arrives as text.
function teachCharType(adapter) {
  const perform = adapter.performIO.bind(adapter);
  const query = adapter.queryRaw.bind(adapter);
  adapter.performIO = async (request) => {
    const result = await perform(request);
    for (const field of result.fields ?? [])
      if (field.dataTypeID === CHAR_OID) Object.assign(field, { dataTypeID: TEXT_OID, name: field.name + CHAR_MARK });
    return result;
  };
  adapter.queryRaw = async (request) => {
    const result = await query(request);
    result.columnNames.forEach((name, at) => {
      if (!name.endsWith(CHAR_MARK)) return;
      result.columnNames[at] = name.slice(0, -CHAR_MARK.length);
      result.columnTypes[at] = CHARACTER_COLUMN;
    });
    return result;
  };
}

async function openAdapter(connectionString, schema, afterwards) {
  const pool = new pg.Pool({ connectionString, max: 2, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  pool.on('error', () => {});
  const adapter = await new PrismaPg(pool, { schema }).connect();
  teachCharType(adapter);
  // Its own way splits at every semicolon, those inside function bodies too.
  adapter.executeScript = (script) =>
    pool.query(script).then(
      () => {},
      (error) => adapter.onError(error),
    );
  adapter.dispose = async () => {
    await pool.end().catch(() => {});
    await afterwards?.();
  };
  return adapter;
}

function adapterFactory(url) {
  const { address, schema } = splitUrl(url);
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => openAdapter(address.href, schema),
    // Its own way would connect to the main database, and drop the shadow while still connected to it.
    connectToShadowDb: async () => {
      const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      await queryOnce(address.href, `CREATE DATABASE ${quote(name)}`);
      return openAdapter(onDatabase(address, name), schema, () =>
        queryOnce(address.href, `DROP DATABASE IF EXISTS ${quote(name)} WITH (FORCE)`),
      );
    },
  };
}

// --- the engine -----------------------------------------------------------------------------------------

let panicMessage = '';

async function loadEngine({ datamodels, url }) {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const program = readFileSync(entry.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(program, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => (panicMessage = message) };
  instance.exports.__wbindgen_start();
  const models = datamodels.length ? datamodels.map((file) => [file, readFileSync(file, 'utf8')]) : undefined;
  return glue.SchemaEngine.new({ datamodels: models }, () => {}, bindMigrationAwareSqlAdapterFactory(adapterFactory(url)));
}

// In this build these two have no shadow database of their own; devDiagnostic makes one and leaves its findings in a cache.
const afterDiagnostic = (method) => async (engine, params) => {
  await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  return engine[method](params);
};

const nothing = (method) => async (engine, params) => {
  await engine[method](params);
  return null;
};

const METHODS = {
  getDatabaseVersion: (engine) => engine.version(null),
  createDatabase: async (_engine, _params, url) => {
    await COMMANDS['create-database'](splitUrl(url));
    return { databaseName: splitUrl(url).database };
  },
  dbExecute: nothing('dbExecute'),
  reset: nothing('reset'),
  evaluateDataLoss: afterDiagnostic('evaluateDataLoss'),
  createMigration: afterDiagnostic('createMigration'),
};

const send = (message) => new Promise((resolve) => process.stdout.write(`${JSON.stringify(message)}\n`, resolve));

const describeError = (error) => ({
  code: 4466,
  message: 'An error happened. Check the data field for details.',
  data: {
    is_panic: panicMessage !== '',
    message: panicMessage || error?.message || String(error),
    error_code: error?.code,
    meta: error?.meta ?? null,
  },
});

async function answer(engine, { id, method, params }, url) {
  const result = await (METHODS[method] ?? ((target, input) => target[method](input)))(engine, params, url);
  if (method !== 'diff' || result?.stdout == null) return send({ jsonrpc: '2.0', id, result: result ?? null });
  // The text of a difference travels as a request to print it.
  await send({ jsonrpc: '2.0', id: PRINT_ID_BASE + id, method: 'print', params: { content: result.stdout } });
  return send({ jsonrpc: '2.0', id, result: { exitCode: result.exitCode, stdout: null } });
}

function serve(options) {
  process.on('uncaughtException', (error) => {
    printFailure({ message: panicMessage || error.message, is_panic: true, backtrace: error.stack });
    process.exit(101);
  });
  let engine;
  let last = Promise.resolve();
  readline
    .createInterface({ input: process.stdin })
    .on('line', (line) => {
      const request = line.trim() ? JSON.parse(line) : {};
      if (!request.method) return;
      last = last.then(async () => {
        try {
          engine ??= loadEngine(options);
          await answer(await engine, request, options.url);
        } catch (error) {
          await send({ jsonrpc: '2.0', id: request.id, error: describeError(error) });
        }
      });
    })
    .on('close', () => last.finally(() => process.exit(0)));
}

const options = readArguments(process.argv.slice(2));
if (process.argv.includes('--version')) console.log('schema-engine-cli (WebAssembly)');
else if (options.command) await runCommand(options.command, options.url);
else serve(options);
