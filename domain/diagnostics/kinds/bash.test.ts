import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { sandboxLevel } from '@/lib/sandbox/level';
import { runKind } from '@/test/run-kind';
import { bash, closeSandboxes } from './bash';

const boxed = sandboxLevel() === 'bwrap';
const run = (body: string, request: Parameters<typeof runKind>[3] = {}) => runKind(bash, 'bash', body, request);
afterAll(closeSandboxes);

describe('bash', () => {
  it('gives exit code, output, lines and JSON', async () => {
    expect((await run('echo \'{"a": [1, 2]}\'; echo oops >&2; exit 3')).data).toMatchObject({
      exit_code: 3,
      stdout: '{"a": [1, 2]}',
      stderr: 'oops',
      lines: 1,
      json: { a: [1, 2] },
      bounded: false,
    });
    expect((await run('printf "a\\nb"')).data).toMatchObject({ exit_code: 0, lines: 2, json: null });
  });

  it.each(["o'brien", '"; rm -rf / #', '$(id)', '`id`', '${HOME}', 'a b  c', '*', '\\', '!!', '%s%n', '-rf', '名é', "'; echo pwned; '"])(
    'hands %s over as it is',
    async (value) => {
      const { stdout, data } = await run('printf "%s" "$INPUT_NAME"', { inputs: { name: value } });
      expect(stdout).toBe(value);
      expect(data.exit_code).toBe(0);
    },
  );

  it('gives an empty variable for an input left blank', async () => {
    const spec = { name: 'name', type: 'string' as const, label: 'Name', required: false };
    expect((await run('set -u; echo "[$INPUT_NAME][$INPUT_PID]"', { block: { inputs: [spec], needs: ['pid'] } })).stdout).toBe('[][]\n');
  });

  it('keeps the last 64 KiB as data and hands all of it on', async () => {
    const { data, stdout } = await run('seq 1 100000');
    expect(stdout.length).toBe(588_895);
    expect(data).toMatchObject({ lines: 100_000, json: null });
    expect((data.stdout as string).length).toBeLessThanOrEqual(64 * 1024);
    expect((data.stdout as string).endsWith('100000')).toBe(true);
  });

  it('completes at its bounds', async () => {
    expect(await run('while :; do echo x; done', { block: { maxLines: 3 } })).toMatchObject({
      status: 'completed',
      stdout: 'x\nx\nx\n',
      data: { bounded: true, lines: 3 },
    });
    expect(await run('sleep 100', { block: { forMs: 100 } })).toMatchObject({ status: 'completed', data: { bounded: true } });
  });

  it('survives binary output', async () => {
    const { status, data } = await run('head -c 5000 /dev/urandom; printf "\\0"');
    expect(status).toBe('completed');
    expect(JSON.stringify(data)).not.toContain('\\u0000');
  });

  it('says that something is missing, instead of a verdict', async () => {
    expect((await run('nosuchtool --version')).error).toEqual({
      code: 'not_available',
      message: 'Not available here: nosuchtool: command not found',
    });
    expect((await run('echo "there is no systemd here" >&2; exit 69')).error?.message).toBe('Not available here: there is no systemd here');
    expect((await run('nosuchtool; exit 1')).status).toBe('completed');
  });

  it('is told to stop', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 150);
    expect(await run('echo begun; sleep 100', { signal: stop.signal })).toMatchObject({
      status: 'errored',
      error: { code: 'aborted' },
      stdout: 'begun\n',
    });
  });
});

describe.skipIf(!boxed)('bash in its box', () => {
  it('reaches the network only when its target has an address, and is told that, never the credential', async () => {
    const server = createServer((_, response) => response.end('hello'));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const script = `exec 3<>/dev/tcp/127.0.0.1/${port}; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; tail -n 1 <&3; echo; env | grep -c -i credential`;
    const with_ = await run(`${script}; echo "$TARGET_URL $TARGET_HOST $TARGET_PORT"`, {
      target: { url: `http://user:never-shown@127.0.0.1:${port}/x`, credential: 'never-shown' },
    });
    expect(with_.stdout).toBe(`hello\n0\nhttp://127.0.0.1:${port}/x 127.0.0.1 ${port}\n`);
    expect(with_.data).toMatchObject({ sandbox: 'bwrap', network: true });
    const without = await run(script);
    expect(without.stdout).not.toContain('hello');
    expect(without.data).toMatchObject({ sandbox: 'bwrap', network: false });
    server.close();
  });

  it('sees neither DATA_DIR nor what the engine was started with', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-test-data-'));
    writeFileSync(path.join(folder, 'secret'), 'never-shown-42');
    process.env.SITREP_TEST_ARGUMENT = 'never-shown-42';
    const { stdout } = await run(
      `ls ${folder}; cat ${folder}/secret; grep -rs never-shown-4 /proc/*/environ /proc/*/cmdline; cat /proc/1/environ`,
    );
    delete process.env.SITREP_TEST_ARGUMENT;
    rmSync(folder, { recursive: true });
    expect(stdout.replace(/\/proc\/\d+\/cmdline: binary file matches\n/gi, '')).not.toContain('never-shown');
  });

  it('shows no value in the arguments of a process, seen from outside', async () => {
    const running = run('sleep 0.4', { inputs: { key: 'S3cretValue' } });
    await sleep(200);
    const lines = readdirSync('/proc').map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    });
    expect(lines.some((line) => line.startsWith('sleep'))).toBe(true);
    expect(lines.filter((line) => line.includes('S3cretValue'))).toEqual([]);
    expect((await running).data.exit_code).toBe(0);
  });
});
