import { afterEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/test/database';
import { onQuery, openPool } from './db-pool';

const database = useTestDatabase();
const warnings: Error[] = [];
const hear = (warning: Error) => void warnings.push(warning);
afterEach(() => void process.off('warning', hear));

test('statements asked for at once on one connection stand in line, whatever becomes of one, and each is timed', async () => {
  process.on('warning', hear);
  const pool = openPool({ connectionString: database.url });
  const client = await pool.connect();
  const times: number[] = [];
  const stop = onQuery((seconds) => times.push(seconds));
  const asked = await Promise.allSettled([
    client.query('SELECT 1 AS n'),
    client.query('SELECT nothing'),
    client.query({ text: 'SELECT $1::int AS n', values: [3] }),
  ]);
  stop();
  client.release();
  await pool.end();
  expect(asked.map((each) => (each.status === 'fulfilled' ? each.value.rows : each.reason.code))).toEqual([
    [{ n: 1 }],
    '42703',
    [{ n: 3 }],
  ]);
  expect(times).toHaveLength(3);
  expect(warnings).toEqual([]);
});
