import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainWriteFailure, StartError } from '@/lib/start-error';

const SECRET_BYTES = 32;
const SHORTEST = 32;

/** The console's secret from DATA_DIR/secret, made at the first start and readable by its owner alone. */
export function keepSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret');
  try {
    if (!existsSync(file)) {
      writeFileSync(`${file}.new`, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    }
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length < SHORTEST)
      throw new StartError(
        `${file} is damaged: put it back from a backup, or delete it, which signs everyone out; webhooks' addresses must then be entered again.`,
      );
    return secret;
  } catch (error) {
    throw explainWriteFailure(error, file);
  }
}
