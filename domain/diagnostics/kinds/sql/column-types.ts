import pg from 'pg';

const { builtins } = pg.types;
const NAMES = new Map(Object.entries(builtins).map(([name, id]) => [Number(id), name.toLowerCase()]));

/** The name of a column's type; its number where Postgres's own list has none. */
export const typeName = (id: number) => NAMES.get(id) ?? `oid ${id}`;

/** A number where nothing is lost by it, so that rules can compare it; else the text as it came. */
function readNumber(text: string): number | string {
  const digits = text.replace(/^-|\./g, '').replace(/^0+/, '');
  const number = Number(text);
  return /^-?\d+(\.\d+)?$/.test(text) && (digits.length <= 15 || (Number.isSafeInteger(number) && !text.includes('.'))) ? number : text;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const instant = (text: string) => {
  const at = new Date(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'));
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
};
const float = (text: string) => (Number.isFinite(Number(text)) ? Number(text) : text);

const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.BOOL, (text) => text === 't'],
  [builtins.INT2, Number],
  [builtins.INT4, Number],
  [builtins.OID, Number],
  [builtins.INT8, readNumber],
  [builtins.NUMERIC, readNumber],
  [builtins.FLOAT4, float],
  [builtins.FLOAT8, float],
  [builtins.JSON, readJson],
  [builtins.JSONB, readJson],
  [builtins.TIMESTAMPTZ, instant],
]);
/** Arrays of numbers, booleans and texts, which the driver reads into lists. */
const LISTS = new Set([1000, 1005, 1007, 1009, 1015, 1021, 1022, 1028]);

/** How values become JSON: numbers where safe, instants as ISO 8601 UTC, everything else as Postgres writes it. */
export const TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') => {
    if (LISTS.has(id)) return pg.types.getTypeParser(id, (format ?? 'text') as 'text');
    return PARSERS.get(id) ?? String;
  }) as pg.CustomTypesConfig['getTypeParser'],
};
