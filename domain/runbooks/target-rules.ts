import type { SourceProblem } from '@/lib/markdown/source-problem';

type TargetProblem = SourceProblem & { field: string };

const SCHEMES: Record<string, RegExp> = {
  postgres: /^postgres(?:ql)?:$/,
  http: /^https?:$/,
  redis: /^rediss?:$/,
  docker: /^(?:unix|tcp|https?):$/,
  kubernetes: /^https?:$/,
};
const EXAMPLES: Record<string, string> = {
  postgres: 'postgresql://host:5432/database',
  redis: 'redis://host:6379/0',
  docker: 'unix:///var/run/docker.sock',
  kubernetes: 'https://host:6443',
};
const HOST_PORT = /^(?:[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?|\[[0-9a-f:.]+\]):\d{1,5}$/i;
/** Stand for a value that is known only when the console runs. */
const DYNAMIC = /^lab$|\$[A-Z_]+/;

function literalSecret(access: 'read' | 'write', value: unknown, name: string, line: number): TargetProblem[] {
  if (value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value))) return [];
  return [
    {
      rule: 'target/literal-secret',
      severity: 'error',
      line,
      field: access,
      message: `${name}: ${access} holds a credential itself; this file is kept in git.`,
      fix: `Write ${access}: { env: NAME } or ${access}: { file: PATH }, and change the credential that stood here.`,
    },
  ];
}

function checkAddress(raw: Record<string, unknown>, name: string, line: number): TargetProblem[] {
  const { url, kind } = raw;
  const problem = (rule: string, message: string, fix: string): TargetProblem[] => [
    { rule, severity: 'error', line, field: 'url', message: `${name}: ${message}`, fix },
  ];
  if (typeof url !== 'string' || DYNAMIC.test(url)) return [];
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.username || parsed?.password || /\/\/[^/\s]*:[^/\s]*@/.test(url))
    return problem(
      'target/literal-secret',
      'the url holds a user or password; this file is kept in git.',
      'Take them out, and say where they are with read and write.',
    );
  if (/[?&](?:password|token|secret|api_?key)=/i.test(url))
    return problem(
      'target/literal-secret',
      'the url holds a secret; this file is kept in git.',
      'Take it out, and say where it is with read and write.',
    );
  const scheme = typeof kind === 'string' && Object.hasOwn(SCHEMES, kind) ? SCHEMES[kind] : undefined;
  if (scheme && (!parsed || !(parsed.hostname || parsed.protocol === 'unix:') || !scheme.test(parsed.protocol))) {
    const example = EXAMPLES[kind as string] ?? 'https://host/path';
    return problem('target/url', `${url} is no address for the kind ${kind}.`, `Write it as ${example}.`);
  }
  if ((kind === 'tls' || kind === 'tcp' || kind === 'dns' || kind === 'snmp') && !HOST_PORT.test(url))
    return problem('target/url', `${url} is no host:port.`, 'Write it as host:port.');
  return [];
}

/** Folders in which reading is more than reading, or holds what every process knows. */
const NO_ROOT = /^\/(?:(?:proc|sys|dev)(?:\/.*)?)?$/;

function checkRoots({ roots }: Record<string, unknown>, name: string, line: number): TargetProblem[] {
  if (!Array.isArray(roots)) return [];
  return roots
    .filter((root) => typeof root === 'string' && NO_ROOT.test(root.replace(/(?<=.)\/+$/, '')))
    .map((root) => ({
      rule: 'target/root',
      severity: 'error',
      line,
      field: 'roots',
      message: `${name}: ${root} would let a block read everything.`,
      fix: 'Name the folder that is meant.',
    }));
}

/** What is wrong with one entry of targets.yaml beyond its format: secrets in it, addresses that fit no such kind, a bent `local`. */
export function checkTarget(raw: Record<string, unknown>, name: string, line: number): TargetProblem[] {
  const local: TargetProblem[] =
    raw.name === 'local' && raw.kind !== 'host'
      ? [
          {
            rule: 'target/local',
            severity: 'error',
            line,
            field: 'kind',
            message: 'local is the machine the console runs on.',
            fix: 'Give it the kind host, or choose another name.',
          },
        ]
      : [];
  return [
    ...literalSecret('read', raw.read, name, line),
    ...literalSecret('write', raw.write, name, line),
    ...checkAddress(raw, name, line),
    ...checkRoots(raw, name, line),
    ...local,
  ];
}
