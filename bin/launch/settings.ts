import { type Env, EnvError, parseEnv } from '@/lib/env';
import { StartError } from '@/lib/start-error';

/** The environment, checked; throws StartError naming each bad variable. */
export function readSettings(): Env {
  try {
    return parseEnv(process.env);
  } catch (error) {
    if (error instanceof EnvError)
      throw new StartError(`${error.lines.join('; ')}: correct it in the environment or in .env; .env.example describes every setting.`);
    throw error;
  }
}

const UNSPECIFIED: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

/** Where this machine reaches the console. */
export function localAddress({ HOST, PORT }: Env): string {
  const host = UNSPECIFIED[HOST] ?? (HOST.includes(':') ? `[${HOST}]` : HOST);
  return `http://${host}:${PORT}`;
}
