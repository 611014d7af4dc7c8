import type { Socket } from 'node:net';
import pg from 'pg';
import { typeName } from './column-types';

const MOST_ROWS = 1_000;
const MOST_BYTES = 1024 * 1024;
const LONGEST_CELL = 64 * 1024;
/** A single row can be a gigabyte: beyond this the connection is cut. */
const MOST_RECEIVED_BYTES = 16 * 1024 * 1024;

export type Rows = {
  rows: Record<string, unknown>[];
  columns: { name: string; type: string }[];
  rowCount: number;
  truncated: boolean;
};
/** `stopEarly` says that a statement may be ended once enough rows came; never so for a change. */
export type Statement = { text: string; values: unknown[]; stopEarly: boolean };

type Field = { name: string; dataTypeID: number };

/** Two columns of one name would hide each other: the second becomes name_2. */
function columnsOf(fields: Field[]): Rows['columns'] {
  const seen = new Map<string, number>();
  return fields.map(({ name, dataTypeID }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { name: count === 1 ? name : `${name}_${count}`, type: typeName(dataTypeID) };
  });
}

function makeCollector() {
  const collected: Rows = { rows: [], columns: [], rowCount: 0, truncated: false };
  let bytes = 0;
  const cell = (value: unknown) => {
    if (typeof value !== 'string' || value.length <= LONGEST_CELL) return value;
    collected.truncated = true;
    return `${value.slice(0, LONGEST_CELL)}…`;
  };
  return {
    collected,
    describe: (fields: Field[]) => {
      if (collected.columns.length === 0) collected.columns = columnsOf(fields);
    },
    /** Whether there was room for it. */
    add(values: unknown[]): boolean {
      const row = Object.fromEntries(collected.columns.map(({ name }, index) => [name, cell(values[index])]));
      bytes += Buffer.byteLength(JSON.stringify(row));
      const room = collected.rows.length < MOST_ROWS && bytes <= MOST_BYTES;
      if (room) collected.rows.push(row);
      else collected.truncated = true;
      return room;
    },
  };
}

/**
 * Runs one statement with bound values by the extended protocol, and keeps at most 1,000 rows and 1 MiB of what it gives.
 * `cancel` is called when the rest is not wanted. Rejects with the server's error.
 */
export function readRows(client: pg.Client, statement: Statement, cancel: () => void): Promise<Rows> {
  const { collected, describe, add } = makeCollector();
  const query = new pg.Query({
    text: statement.text,
    values: statement.values,
    rowMode: 'array',
    queryMode: 'extended',
  } as pg.QueryArrayConfig & { queryMode: string });
  const socket = (client as unknown as { connection: { stream: Socket } }).connection.stream;
  const receivedBefore = socket.bytesRead;
  return new Promise((resolve, reject) => {
    let enough = false;
    const stop = () => {
      if (enough) return;
      enough = true;
      cancel();
    };
    const watchSize = () => {
      if (!statement.stopEarly || socket.bytesRead - receivedBefore <= MOST_RECEIVED_BYTES) return;
      collected.truncated = true;
      stop();
      socket.destroy();
    };
    const done = (settle: () => void) => {
      socket.off('data', watchSize);
      settle();
    };
    socket.on('data', watchSize);
    query.on('row', (values: unknown, result?: { fields: Field[] }) => {
      describe(result?.fields ?? []);
      if (!add(values as unknown[]) && statement.stopEarly) stop();
    });
    query.on('end', (result: { fields?: Field[]; rowCount: number | null }) => {
      describe(result.fields ?? []);
      done(() => resolve({ ...collected, rowCount: enough ? collected.rows.length : (result.rowCount ?? collected.rows.length) }));
    });
    query.on('error', (error: Error) => {
      done(() => (enough ? resolve({ ...collected, rowCount: collected.rows.length }) : reject(error)));
    });
    client.query(query);
  });
}
