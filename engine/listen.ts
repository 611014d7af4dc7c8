import pg from 'pg';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { NOTICE_CHANNEL, type Notice } from '@/lib/notify';

const RECONNECT_MS = 1_000;

export type Listener = {
  onNotice: (notice: Notice) => void;
  /** The connection is (again) there: notices may have been missed, so look at the rows. */
  onResync: () => void;
};

/** Hears what other processes tell through Postgres, reconnecting for ever. Returns how to stop. */
export function listen({ onNotice, onResync }: Listener): () => Promise<void> {
  let stopped = false;
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true, application_name: 'sitrep-listen' });
    next.on('error', (error) => log.warn({ error: error.message }, 'the notice connection was lost'));
    next.on('end', again);
    next.on('notification', ({ payload }) => payload && onNotice(JSON.parse(payload) as Notice));
    client = next;
    try {
      await next.connect();
      await next.query(`LISTEN ${NOTICE_CHANNEL}`);
      onResync();
    } catch (error) {
      log.warn({ error: (error as Error).message }, 'cannot listen on the database; trying again');
      again();
    }
  }

  function again(): void {
    if (stopped) return;
    clearTimeout(retry);
    retry = setTimeout(() => void connect(), RECONNECT_MS);
  }

  void connect();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end().catch(() => {});
  };
}
