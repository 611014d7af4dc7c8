import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWeb, type Web } from './start-web';

const SERVES = `
  import { createServer } from 'node:http';
  const server = createServer((_request, response) => response.end(String(process.pid)));
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
  process.on('disconnect', () => process.exit());`;

let folder: string;
let web: Web | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sitrep-web-'));
});

afterEach(async () => {
  await web?.close();
  rmSync(folder, { recursive: true });
});

/** Starts it on a program with this source; `next` resolves with the next origin, or null when it goes down. */
function startOn(source: string) {
  const program = path.join(folder, 'web.mjs');
  writeFileSync(program, source);
  const told: (string | null)[] = [];
  const waiting: ((origin: string | null) => void)[] = [];
  const tell = (origin: string | null) => {
    const next = waiting.shift();
    if (next) next(origin);
    else told.push(origin);
  };
  const next = () => new Promise<string | null>((resolve) => (told.length > 0 ? resolve(told.shift() ?? null) : waiting.push(resolve)));
  const started = startWeb({ program, onUp: tell, onDown: () => tell(null) });
  web = started;
  return { web: started, next };
}

const askPid = async (origin: string | null) => Number(await (await fetch(origin ?? '')).text());

test('has no origin until the pages are up, and starts them again when they die', async () => {
  const { web, next } = startOn(SERVES);
  expect(web.origin).toBeNull();
  const first = await next();
  expect(web.origin).toBe(first);
  const pid = await askPid(first);
  process.kill(pid, 'SIGKILL');
  expect(await next()).toBeNull();
  const second = await next();
  expect(web.origin).toBe(second);
  expect(await askPid(second)).not.toBe(pid);
});

test('a program that dies at its start does not end the engine, and is tried again', async () => {
  const counter = path.join(folder, 'tries');
  const { next } = startOn(`
    import { existsSync, writeFileSync } from 'node:fs';
    if (!existsSync(${JSON.stringify(counter)})) { writeFileSync(${JSON.stringify(counter)}, ''); process.exit(3); }
    ${SERVES.replace("import { createServer } from 'node:http';", "const { createServer } = await import('node:http');")}`);
  expect(await next()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('close ends one that does not listen to SIGTERM, for good', async () => {
  const { web, next } = startOn(`${SERVES} process.on('SIGTERM', () => {});`);
  const pid = await askPid(await next());
  await web.close();
  expect(web.origin).toBeNull();
  expect(() => process.kill(pid, 0)).toThrow();
});
