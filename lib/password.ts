import { hash, verify } from '@node-rs/argon2';

/** OWASP's parameters for argon2id, which is this library's default algorithm. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One person's é may arrive as one code point or as two, depending on the keyboard. */
const normal = (password: string) => password.normalize('NFKC');

/** The argon2id hash in PHC form, salt and parameters included. About 30 ms. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), OPTIONS);

let decoy: Promise<string> | undefined;

/** Whether the password is the one. Without a hash it is false after the same work, so that time does not tell who exists. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const right = await verify(passwordHash ?? (await decoy), normal(password));
  return right && passwordHash !== null;
}
