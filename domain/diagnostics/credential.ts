/** A target's credential as it is kept: "user:password", an address that holds both, or a bare token. */
export type Login = { user?: string; password?: string };

const decode = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The user and password of a credential for a database; host and path of an address are ignored. */
export function readLogin(credential: string | undefined): Login {
  if (!credential) return {};
  if (/^[a-z][a-z0-9+]*:\/\//i.test(credential) && URL.canParse(credential)) {
    const { username, password } = new URL(credential);
    return { user: decode(username) || undefined, password: decode(password) || undefined };
  }
  const colon = credential.indexOf(':');
  return colon < 0 ? { user: credential } : { user: credential.slice(0, colon), password: credential.slice(colon + 1) };
}

const KUBECONFIG_SECRET = /["']?(?:token|password|client-key-data)["']?\s*:\s*["']?([^\s"',}]+)/g;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Everything in a credential that output must not show. A bare token is secret whole. */
export function secretsOfCredential(credential: string | undefined): string[] {
  if (!credential) return [];
  if (/["']?clusters["']?\s*:/.test(credential) || PRIVATE_KEY.test(credential))
    return [credential, ...Array.from(credential.matchAll(KUBECONFIG_SECRET), ([, secret = '']) => secret)];
  const { password } = readLogin(credential);
  return password ? [credential, password] : [credential];
}
