import { parse } from 'yaml';
import { z } from 'zod';

const Named = <T extends z.ZodType>(what: string, schema: T) => z.object({ name: z.string(), [what]: schema } as Record<string, z.ZodType>);
const Cluster = z.object({
  server: z.string(),
  'certificate-authority-data': z.string().optional(),
  'certificate-authority': z.string().optional(),
  'insecure-skip-tls-verify': z.boolean().optional(),
  'tls-server-name': z.string().optional(),
});
const User = z.object({
  token: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  'client-certificate-data': z.string().optional(),
  'client-key-data': z.string().optional(),
  exec: z.unknown().optional(),
  'auth-provider': z.unknown().optional(),
});
const Context = z.object({ cluster: z.string(), user: z.string().optional() });
const Config = z.object({
  'current-context': z.string().optional(),
  clusters: z.array(Named('cluster', Cluster)).default([]),
  users: z.array(Named('user', User)).default([]),
  contexts: z.array(Named('context', Context)).default([]),
});

export type ClusterAccess = {
  server?: string;
  headers: Record<string, string>;
  ca?: string;
  cert?: string;
  key?: string;
  servername?: string;
  rejectUnauthorized?: boolean;
};

const decoded = (text: string | undefined) => (text === undefined ? undefined : Buffer.from(text, 'base64').toString('utf8'));
const find = <T>(list: readonly Record<string, unknown>[], what: string, name: string | undefined) =>
  (list.find((each) => each.name === name) ?? (name === undefined ? list[0] : undefined))?.[what] as T | undefined;

function headersOf({ token, username, password }: z.infer<typeof User>): Record<string, string> {
  if (token) return { authorization: `Bearer ${token}` };
  return username ? { authorization: `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}` } : {};
}

export const isKubeconfig = (credential: string): boolean => /^\s*(?:clusters|contexts|users):|"clusters"\s*:/m.test(credential);

/** What a kubeconfig says of its current context. Only what lies in the file itself counts: no program is run and no other file read. */
export function readKubeconfig(text: string): ClusterAccess | { problem: string } {
  let raw: unknown;
  try {
    raw = parse(text, { maxAliasCount: 20 });
  } catch {
    return { problem: 'it is no YAML' };
  }
  const config = Config.safeParse(raw);
  if (!config.success) return { problem: `${config.error.issues[0]?.path.join('.')}: ${config.error.issues[0]?.message}` };
  const { 'current-context': current, clusters, users, contexts } = config.data;
  const context = find<z.infer<typeof Context>>(contexts, 'context', current);
  const cluster = find<z.infer<typeof Cluster>>(clusters, 'cluster', context?.cluster);
  const user = find<z.infer<typeof User>>(users, 'user', context?.user) ?? {};
  if (!cluster) return { problem: 'its current context names no cluster' };
  if (user.exec || user['auth-provider'])
    return { problem: 'its user is signed in by a program, which the console does not run; give it the token of a service account' };
  if (cluster['certificate-authority'])
    return { problem: 'its authority lies in another file; put it in as certificate-authority-data, or name it as "ca" of the target' };
  return {
    server: cluster.server,
    headers: headersOf(user),
    ca: decoded(cluster['certificate-authority-data']),
    cert: decoded(user['client-certificate-data']),
    key: decoded(user['client-key-data']),
    servername: cluster['tls-server-name'],
    ...(cluster['insecure-skip-tls-verify'] ? { rejectUnauthorized: false } : {}),
  };
}
