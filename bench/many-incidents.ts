import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export const INCIDENTS = 100_000;
export const EVENTS = 5_000_000;
/** One incident of them has a long timeline. */
const LONG_EVENTS = 10_000;
const EVENTS_EACH = Math.floor(EVENTS / INCIDENTS);
const CHUNK_CHARS = 64 * 1024;

const SERVICES = ['checkout', 'reports', 'auth', 'search', 'billing', 'mail', 'ledger', 'gateway'];
const THINGS = ['connections', 'latency', 'errors', 'disk', 'certificate', 'queue', 'replica', 'memory'];
const PLACES = ['frankfurt', 'dublin', 'virginia', 'oregon', 'tokyo', 'sydney'];
const SEVERITIES = ['P0', 'P1', 'P2', 'P2', 'P3', 'P3'];

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const idOf = (incident: number) => md5(`incident ${incident}`).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const oneOf = (list: readonly string[], n: number) => list[n % list.length] as string;
const NULL = '\\N';

/** Rows as COPY reads them, gathered into pieces of a size that a socket likes. */
function* inChunks(rows: Iterable<readonly (string | number)[]>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.join('\t')}\n`;
    if (chunk.length < CHUNK_CHARS) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

const copy = (client: pg.Client, into: string, rows: Iterable<readonly (string | number)[]>): Promise<void> =>
  pipeline(Readable.from(inChunks(rows)), client.query(copyFrom(`COPY ${into} FROM STDIN`)));

const INCIDENT_COLUMNS = `incident (id, title, severity, status, service, summary, "startedAt", "declaredAt", "declaredByKind", "declaredByName",
  "acknowledgedAt", "acknowledgedBy", "resolvedAt", "closedAt", tags, restricted, "lastSeq", "clocksAt", "checklistFor")`;

function* incidents(nowMs: number): Generator<(string | number)[]> {
  for (let n = 1; n <= INCIDENTS; n++) {
    const atMs = nowMs - (INCIDENTS - n) * 7 * 60_000;
    const at = new Date(atMs).toISOString();
    const isLong = n === INCIDENTS;
    const isOpen = isLong || n % 500 === 0;
    const severity = oneOf(SEVERITIES, n);
    yield [
      idOf(n),
      `${oneOf(THINGS, n)} of ${oneOf(SERVICES, n)} in ${oneOf(PLACES, n)} ${md5(String(n))}`,
      severity,
      isOpen ? 'investigating' : 'closed',
      oneOf(SERVICES, n),
      `Alert ${md5(`alert ${n}`)} since the release ${n % 997}`,
      ...[at, at, 'system', 'bench', at, 'Ana'],
      isOpen ? NULL : new Date(atMs + 47 * 60_000).toISOString(),
      isOpen ? NULL : new Date(atMs + 2 * 86_400_000).toISOString(),
      `{team-${n % 20}}`,
      !isLong && n % 50 === 0 ? 't' : 'f',
      isLong ? LONG_EVENTS : EVENTS_EACH,
      NULL,
      severity,
    ];
  }
}

const EVENT_COLUMNS = 'timeline_event ("incidentId", seq, type, at, "actorKind", "actorName", data, hash)';

/** In the order of their keys, so that the indexes grow at their end. */
function* events(at: string): Generator<(string | number)[]> {
  const byKey = Array.from({ length: INCIDENTS }, (_, index) => ({ id: idOf(index + 1), isLong: index + 1 === INCIDENTS }));
  byKey.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { id, isLong } of byKey) {
    const last = isLong ? LONG_EVENTS : EVENTS_EACH;
    for (let seq = 1; seq <= last; seq++) yield [id, seq, 'note_added', at, 'user', 'Ana', `{"body": "what was seen at ${seq}"}`, ''];
  }
}

/** Fills the console's database by COPY; the rows' hashes are not a chain. Returns the number of the incident with the long timeline. */
export async function fillWithIncidents(client: pg.Client): Promise<number> {
  const nowMs = Date.now();
  await client.query('SET session_replication_role = replica');
  await copy(client, INCIDENT_COLUMNS, incidents(nowMs));
  await copy(client, EVENT_COLUMNS, events(new Date(nowMs).toISOString()));
  await client.query('RESET session_replication_role');
  await client.query('VACUUM ANALYZE incident, timeline_event');
  const { rows } = await client.query('SELECT number FROM incident WHERE id = $1', [idOf(INCIDENTS)]);
  return rows[0].number;
}
