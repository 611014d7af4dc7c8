import { spawn } from 'node:child_process';
import { type AddressInfo, connect, createServer } from 'node:net';

export type TestRedis = { url: string; password: string; close: () => Promise<void> };

const PASSWORD = 'a-Test-Password-1';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** For tests: a Redis of its own on loopback, with a password and nothing on disk. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const child = spawn('redis-server', ['-'], { stdio: ['pipe', 'ignore', 'inherit'] });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', () => reject(new Error('This test needs redis-server: apt-get install redis-server')));
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
  });
  failed.catch(() => {});
  child.stdin.end(`port ${port}\nbind 127.0.0.1\nsave ""\nappendonly no\nrequirepass ${PASSWORD}\n`);
  const ready = async () => {
    while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await Promise.race([ready(), failed]);
  const close = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  return { url: `redis://127.0.0.1:${port}`, password: PASSWORD, close };
}
