import { scanSql } from '../sql-params';
import type { KindFormat } from './kind-format';

/** One statement; inputs as `:name`. */
export const sql: KindFormat = {
  changes: true,
  targets: ['postgres'],
  namedValues: (body) => scanSql(body).paramNames,
  writtenAs: (name) => `:${name}`,
};
