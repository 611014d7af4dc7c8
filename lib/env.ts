import path from 'node:path';
import { z } from 'zod';

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());
const withDefault = <T extends z.ZodType>(schema: T, value: z.input<T>) => z.preprocess((v) => blankIsUnset(v) ?? value, schema);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://');

const PORT_RULE = 'must be a number from 1 to 65535';
const port = z.coerce.number(PORT_RULE).int(PORT_RULE).min(1, PORT_RULE).max(65535, PORT_RULE);

const Env = z
  .object({
    PORT: withDefault(port, 3000),
    HOST: withDefault(z.string(), '127.0.0.1'),
    DATA_DIR: withDefault(z.string(), '.data'),
    DATABASE_URL: optional(postgresUrl),
    RUNBOOKS_DIR: withDefault(z.string(), 'runbooks'),
    TARGETS_FILE: withDefault(z.string(), 'targets.yaml'),
    LAB: withDefault(z.enum(['on', 'off'], 'must be on or off'), 'on'),
    SITREP_ADMIN_EMAIL: optional(z.email('must be an e-mail address')),
    SITREP_ADMIN_PASSWORD: optional(z.string().min(12, 'must have at least 12 characters')),
    SITREP_BOOTSTRAP_TOKEN: optional(z.string().min(16, 'must have at least 16 characters')),
    SITREP_SECRET: optional(z.string().min(32, 'must have at least 32 characters')),
    PUBLIC_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })),
    SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: 'must start with smtp:// or smtps://' })),
    MAIL_FROM: optional(
      z.string().regex(/^[^\p{Cc}<>]*<?[^\s<>@,]+@[^\s<>@,]+>?$/u, 'must be one address, such as Sitrep <sitrep@example.com>'),
    ),
    OIDC_ISSUER: optional(z.url('must be an address')),
    OIDC_CLIENT_ID: optional(z.string()),
    OIDC_CLIENT_SECRET: optional(z.string()),
    OIDC_TRUST_EMAIL: withDefault(z.enum(['on', 'off'], 'must be on or off'), 'off'),
    LOG_LEVEL: withDefault(z.enum(['debug', 'info', 'warn', 'error']), 'info'),
  })
  .superRefine((env, issues) => {
    const together = (names: (keyof typeof env)[]) => {
      const missing = names.filter((name) => !env[name]);
      if (missing.length && missing.length < names.length)
        for (const name of missing)
          issues.addIssue({
            code: 'custom',
            path: [name],
            message: `must be set together with ${names.filter((n) => n !== name).join(' and ')}`,
          });
    };
    together(['SITREP_ADMIN_EMAIL', 'SITREP_ADMIN_PASSWORD']);
    together(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']);
  });

export type Env = z.infer<typeof Env>;

/** Thrown for a bad environment; `lines` names each variable and what it must be. */
export class EnvError extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'));
  }
}

/** Reads and checks the environment; relative paths become absolute. Throws EnvError naming every bad variable. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = Env.safeParse(source);
  if (!parsed.success) throw new EnvError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  const env = parsed.data;
  return {
    ...env,
    DATA_DIR: path.resolve(env.DATA_DIR),
    RUNBOOKS_DIR: path.resolve(env.RUNBOOKS_DIR),
    TARGETS_FILE: path.resolve(env.TARGETS_FILE),
  };
}

let cached: Env | undefined;
export const env = (): Env => {
  cached ??= parseEnv(process.env);
  return cached;
};
