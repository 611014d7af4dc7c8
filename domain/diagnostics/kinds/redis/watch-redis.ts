import type { Redis } from 'ioredis';
import type { RunnerRequest } from '../../schema';

const DEFAULT_FOR_MS = 10_000;
const DEFAULT_LINES = 500;

/** The command and its first key; what was stored is nobody's business here. */
const monitorLine = (time: string, [command = '', key, ...rest]: string[], source: string, database: string) =>
  `${time} [${database} ${source}] ${command.toUpperCase()}${key === undefined ? '' : ` ${key}`}${rest.length ? ` … ${rest.length} more` : ''}`;

async function begin(client: Redis, words: string[], line: (text: string) => void): Promise<void> {
  const command = (words[0] ?? '').toUpperCase();
  if (command === 'MONITOR') {
    const monitor = await client.monitor();
    client.on('end', () => monitor.disconnect());
    monitor.on('error', () => {});
    monitor.on('monitor', (time: string, args: string[], source: string, database: string) =>
      line(monitorLine(time, args, source, database)),
    );
  } else if (command === 'SUBSCRIBE') {
    client.on('message', (channel: string, message: string) => line(`${channel} ${message}`));
    await client.subscribe(...words.slice(1));
  } else {
    client.on('pmessage', (_pattern: string, channel: string, message: string) => line(`${channel} ${message}`));
    await client.psubscribe(...words.slice(1));
  }
}

/** Follows MONITOR, SUBSCRIBE or PSUBSCRIBE until `for` or `lines` is reached (10 s, 500 lines), or it is stopped. */
export async function watchRedis(client: Redis, words: string[], { block, signal, emit }: RunnerRequest): Promise<{ lines: number }> {
  const mostLines = block.maxLines ?? DEFAULT_LINES;
  let lines = 0;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    timer = setTimeout(resolve, block.forMs ?? DEFAULT_FOR_MS);
    signal.addEventListener('abort', () => resolve(), { once: true });
    client.once('end', resolve);
    const line = (text: string) => {
      if (lines >= mostLines) return;
      lines += 1;
      void emit('stdout', `${text}\n`);
      if (lines === mostLines) resolve();
    };
    begin(client, words, line).catch(reject);
    if (signal.aborted) resolve();
  }).finally(() => clearTimeout(timer));
  return { lines };
}
