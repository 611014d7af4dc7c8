import type { InputValue, OutputStream, ResolvedTarget, Runner } from '@/domain/diagnostics/schema';
import type { Block, Kind } from '@/domain/runbooks/schema';

const BLOCK: Block = {
  id: 'block',
  title: 'Block',
  component: 'diagnostic',
  kind: 'bash',
  body: '',
  effect: 'read',
  target: 'local',
  timeoutMs: 10_000,
  exports: {},
  needs: [],
  inputs: [],
  covers: [],
  line: 1,
  section: '',
  contentHash: '',
};

export type TestRequest = {
  block?: Partial<Block>;
  target?: Partial<ResolvedTarget>;
  inputs?: Record<string, InputValue>;
  signal?: AbortSignal;
};

/** For tests: runs one block with a runner, and gives its outcome beside what it wrote. */
export async function runKind(runner: Runner, kind: Kind, body: string, { block, target, inputs = {}, signal }: TestRequest = {}) {
  const output = { stdout: '', stderr: '' };
  const outcome = await runner({
    block: {
      ...BLOCK,
      kind,
      body,
      inputs: Object.keys(inputs).map((name) => ({ name, type: 'string', label: name, required: false })),
      ...block,
    },
    target: { name: 'local', kind: 'host', environment: 'local', egress: [], ...target },
    inputs,
    signal: signal ?? new AbortController().signal,
    emit: (stream: OutputStream, text: string) => {
      output[stream] += text;
    },
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it at any depth
  const data: any = outcome.data ?? {};
  return { ...output, status: outcome.status, error: outcome.status === 'errored' ? outcome.error : undefined, data };
}
