import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxLevel } from './level';
import { closeSandboxes, runScript, type ScriptJob, warmSandboxes } from './run-script';

const GIB = 1024 ** 3;
async function run(script: string, job: Partial<ScriptJob> = {}) {
  const output = { stdout: '', stderr: '' };
  const write: ScriptJob['write'] = (stream, text) => {
    output[stream] += text;
  };
  const ended = await runScript({
    script,
    environment: {},
    network: false,
    signal: new AbortController().signal,
    maxOutputBytes: GIB,
    write,
    ...job,
  });
  return { ...ended, ...output };
}

const commandLines = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
const alive = (text: string) => commandLines().filter((line) => line.includes(text));
async function isGone(text: string): Promise<boolean> {
  for (let round = 0; round < 40 && alive(text).length; round += 1) await sleep(50);
  return alive(text).length === 0;
}
const mark = () => `3${Math.floor(Math.random() * 1e9)}`;

const boxed = sandboxLevel() === 'bwrap';
if (!boxed) console.warn('bubblewrap does not work here: the tests of the box are skipped');

describe('runScript', () => {
  afterAll(closeSandboxes);

  it('gives stdout, stderr and the exit code apart', async () => {
    expect(await run('echo out; echo err >&2; exit 3')).toMatchObject({
      stdout: 'out\n',
      stderr: 'err\n',
      exitCode: 3,
      signal: null,
      why: 'exited',
    });
  });

  it('lets a script name /dev/stdout and /dev/stderr, and have no stdin', async () => {
    expect(await run('echo a > /dev/stdout; echo b > /dev/stderr; cat; read -r x || echo none')).toMatchObject({
      stdout: 'a\nnone\n',
      stderr: 'b\n',
    });
  });

  it('counts lines from 1, and keeps going past a wrong command', async () => {
    const { stderr, stdout } = await run('\n\nnosuchcommand\necho "after"\n# the end');
    expect(stderr).toMatch(/line 3: nosuchcommand: command not found/);
    expect(stdout).toBe('after\n');
  });

  it('says where a script does not parse', async () => {
    const { stderr, exitCode } = await run('echo a\nif true; then\n');
    expect(stderr).toMatch(/syntax error/);
    expect(exitCode).not.toBe(0);
  });

  it.each(['set -euo pipefail\nfalse\necho never', 'exit 1', 'kill -9 $$', 'exec false'])('tells failure: %s', async (script) => {
    const ended = await run(script);
    expect(ended.stdout).toBe('');
    expect(ended.exitCode).not.toBe(0);
  });

  it('hands values over as they are, whatever they hold', async () => {
    const nasty = `it's "x" $(touch /scratch/pwned) \`id\` ; exit 9 # \\ é 名 \n\t EOF`;
    const { stdout, exitCode } = await run('printf %s "$INPUT_X"; test ! -e /scratch/pwned', { environment: { INPUT_X: nasty } });
    expect(stdout).toBe(nasty);
    expect(exitCode).toBe(0);
  });

  it('hands any text over unchanged, as value and as script', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (text) => {
        const value = text.replaceAll('\0', '');
        const script = `printf %s "$INPUT_X"; printf '|'; cat <<'SITREP_END_OF_TEXT'\n${value}\nSITREP_END_OF_TEXT`;
        expect((await run(script, { environment: { INPUT_X: value } })).stdout).toBe(`${value}|${value}\n`);
      }),
      { numRuns: 15 },
    );
  });

  it('refuses a NUL and a name that is no variable', async () => {
    await expect(run('echo a\0b')).rejects.toThrow(/NUL/);
    await expect(run('true', { environment: { 'BASH_FUNC_ls%%': '() { id; }' } })).rejects.toThrow(/environment variable/);
  });

  it('replaces bytes that are no text, also across reads', async () => {
    const { stdout } = await run(
      "printf 'a\\000b\\xff\\xfe'; printf '\\xc3'; sleep 0.05; printf '\\xa9'; head -c 100000 /dev/urandom | wc -c",
    );
    expect(stdout).toBe('a\ufffdb\ufffd\ufffdé100000\n');
  });

  it('ends at its number of lines', async () => {
    expect(await run('i=0; while :; do echo $((i++)); done', { maxLines: 5 })).toMatchObject({ stdout: '0\n1\n2\n3\n4\n', why: 'bounded' });
  });

  it('ends after its time', async () => {
    expect(await run('echo a; sleep 1000', { forMs: 100 })).toMatchObject({ stdout: 'a\n', why: 'bounded' });
  });

  it('waits while its output is being taken', async () => {
    let pending = 0;
    let most = 0;
    let bytes = 0;
    const write = async (_stream: string, text: string) => {
      bytes += text.length;
      pending += 1;
      most = Math.max(most, pending);
      await sleep(1);
      pending -= 1;
    };
    await run('head -c 3000000 /dev/zero | tr "\\0" x', { write });
    expect(bytes).toBe(3_000_000);
    expect(most).toBeLessThanOrEqual(2);
  });

  it('ends a script that writes without end', async () => {
    const ended = await run('yes', { maxOutputBytes: 5_000_000, write: () => {} });
    expect(ended.why).toBe('output_limit');
    expect(ended.outputBytes).toBeLessThan(5_200_000);
  });

  it('leaves no process behind that went to the background or to a session of its own', async () => {
    const seconds = mark();
    await run(
      `sleep ${seconds} & setsid -f sleep ${seconds}; (setsid sleep ${seconds} >/dev/null 2>&1 </dev/null &) ; echo started; sleep 0.2`,
    );
    expect(await isGone(`sleep ${seconds}`)).toBe(true);
  });

  it('cancels: asks first, so that a trap can clean up', async () => {
    const stop = new AbortController();
    const write = (_stream: string, text: string) => {
      seen += text;
      if (text.includes('ready')) stop.abort();
    };
    let seen = '';
    const ended = await run('trap "echo cleaned; exit 0" TERM; echo ready; while :; do sleep 0.05; done', { signal: stop.signal, write });
    expect(ended.why).toBe('aborted');
    expect(seen).toContain('cleaned');
  });

  it('cancels one that ignores being asked, and those that hid', async () => {
    const seconds = mark();
    const stop = new AbortController();
    const write = (_stream: string, text: string) => text.includes('ready') && stop.abort();
    const ended = await run(
      `trap "" TERM; setsid -f bash -c 'trap "" TERM; while :; do sleep ${seconds}; done'; echo ready; while :; do sleep ${seconds}; done`,
      {
        signal: stop.signal,
        write: (stream, text) => void write(stream, text),
      },
    );
    expect(ended.why).toBe('aborted');
    expect(await isGone(`sleep ${seconds}`)).toBe(true);
  }, 15_000);

  it('can be cancelled while nobody takes its output', async () => {
    const stop = new AbortController();
    const running = run('yes', { signal: stop.signal, write: () => new Promise(() => {}) });
    await sleep(300);
    stop.abort();
    expect((await running).why).toBe('aborted');
  }, 15_000);

  it('does not start when it was cancelled before', async () => {
    expect(await run('echo a', { signal: AbortSignal.abort() })).toMatchObject({ stdout: '', why: 'aborted' });
  });

  it('runs many at once', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, (_, n) => run(`echo ${n}; sleep 0.2`)));
    expect(all.map((ended) => ended.stdout.trim())).toEqual(Array.from({ length: 12 }, (_, n) => String(n)));
  });
});

describe.skipIf(!boxed)('the box', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-test-'));
  beforeAll(() => {
    process.env.SITREP_TEST_SECRET = 'never-shown-4711';
    writeFileSync(path.join(folder, 'secret'), 'never-shown-4711', { mode: 0o644 });
    warmSandboxes();
  });
  afterAll(async () => {
    delete process.env.SITREP_TEST_SECRET;
    rmSync(folder, { recursive: true });
    await closeSandboxes();
  });

  it('has an empty environment', async () => {
    const { stdout } = await run('env | cut -d= -f1 | sort | tr "\\n" " "', { environment: { INPUT_A: '1' } });
    expect(stdout.trim().split(' ')).toEqual(['HOME', 'INPUT_A', 'LANG', 'PATH', 'PWD', 'SHLVL', 'TMPDIR', '_']);
  });

  it('sees no other process, nor the environment of its parents', async () => {
    const { stdout } = await run(
      'ps -e -o comm= | sort -u | tr "\\n" " "; cat /proc/*/environ | tr "\\0" "\\n"; grep -r never-shown /proc/[0-9]*/environ /proc/[0-9]*/cmdline && echo FOUND',
    );
    expect(stdout).not.toMatch(/never-shown|FOUND|node/);
  });

  it('sees nothing of the console, of its folders and of its users', async () => {
    const repository = process.cwd();
    const { stdout } = await run(
      `ls -d ${folder} ${repository} /home /root /var /run /etc/shadow /etc/ssh /proc/1/root/root ; cat ${folder}/secret; cat /proc/1/cwd/x; ls /proc/1/root/; echo -; cat /etc/passwd`,
    );
    expect(stdout).not.toMatch(/never-shown|home|shadow|ssh|sitrep|vitest/);
    expect(stdout.split('-\n')[1]).toMatch(/^sandbox:x:\d+:\d+::\/scratch:\/bin\/bash\n$/);
  });

  it('writes only to its own small folders', async () => {
    const { stdout, stderr } = await run(
      'for d in / /usr /usr/bin /dev /proc /lib; do touch $d/x && echo "wrote $d"; done; pwd; umask; touch a && echo own; head -c 100M /dev/zero > b; stat -c %s b',
    );
    expect(stdout).toBe('/scratch\n0077\nown\n67108864\n');
    expect(stderr).toMatch(/No space left/);
  });

  it('holds no right, and can gain none', async () => {
    const { stdout } = await run(
      'grep -E "^(CapEff|CapBnd|CapPrm|NoNewPrivs)" /proc/self/status | tr -s "\\t\\n" " "; id -u; unshare -r id 2>/dev/null; mount -t tmpfs x /scratch 2>/dev/null && echo mounted; exit 0',
    );
    expect(stdout).toMatch(/^CapPrm: 0+ CapEff: 0+ CapBnd: 0+ NoNewPrivs: 1 \d+\n$/);
    expect(stdout).not.toMatch(/NoNewPrivs: 1 0\n/);
  });

  it('inherits no open file', async () => {
    // The fourth is the folder that is being read.
    expect((await run('cd /proc/self/fd && echo *')).stdout).toBe('0 1 2 3\n');
  });

  it('has no network unless its target names an address', async () => {
    const server = createServer((socket) => socket.end('hello\n'));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const script = `exec 3<>/dev/tcp/127.0.0.1/${(server.address() as AddressInfo).port} && cat <&3; ls /etc/hosts`;
    const isolated = await run(script);
    expect(isolated.stdout).toBe('');
    expect(isolated.stderr).toMatch(/refused|unreachable/);
    expect((await run(script, { network: true })).stdout).toBe('hello\n/etc/hosts\n');
    server.close();
  });

  it('survives a fork bomb, which ends with its script', async () => {
    const name = `bomb${mark()}`;
    const stop = new AbortController();
    const running = run(`${name}() { ${name} | ${name} & }; ${name}; echo exploded; sleep 100`, {
      signal: stop.signal,
      write: (_, text) => void (text.includes('exploded') && setTimeout(() => stop.abort(), 300)),
    });
    const before = commandLines().length;
    await sleep(700);
    expect(commandLines().length - before).toBeLessThan(400);
    expect((await running).why).toBe('aborted');
    expect(await isGone(name)).toBe(true);
    expect((await run('echo fine')).stdout).toBe('fine\n');
  }, 20_000);

  it('one script leaves nothing for the next', async () => {
    await run('echo left > /scratch/a; echo left > /tmp/a; echo left > /dev/shm/a; export LEFT=1');
    expect((await run('ls -A /scratch /tmp /dev/shm; echo $LEFT')).stdout).toBe('/dev/shm:\n\n/scratch:\n\n/tmp:\n\n');
  });

  it('ends with the console, however that ended', async () => {
    const seconds = mark();
    const script = `import { runScript } from ${JSON.stringify(path.resolve('lib/sandbox/run-script.ts'))};
      runScript({ script: 'echo ready; setsid -f sleep ${seconds}; sleep ${seconds}', environment: {}, network: false, signal: new AbortController().signal, maxOutputBytes: 1e9, write: (_, t) => { if (t.includes('ready')) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 200); } });`;
    const bundle = path.join(folder, 'console.mjs');
    execFileSync('node_modules/.bin/esbuild', ['--bundle', '--platform=node', '--format=esm', `--outfile=${bundle}`, '--log-level=error'], {
      input: script,
    });
    expect(() => execFileSync('node', [bundle], { stdio: 'ignore' })).toThrow();
    expect(await isGone(`sleep ${seconds}`)).toBe(true);
  }, 20_000);
});
