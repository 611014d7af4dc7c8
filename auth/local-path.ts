const BASE = 'http://console.invalid';

/** A path of this console to go to, whatever was asked for: another host's address becomes the start page. */
export function localPath(asked: unknown): string {
  if (typeof asked !== 'string' || !URL.canParse(asked, BASE)) return '/';
  const url = new URL(asked, BASE);
  // The path itself may begin with two slashes, which a browser would read as a host.
  if (url.origin !== BASE || url.pathname.startsWith('/sign-in')) return '/';
  return url.pathname.replace(/^\/+/, '/') + url.search + url.hash;
}
