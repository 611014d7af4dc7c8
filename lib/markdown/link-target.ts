const ALLOWED = new Set(['http', 'https', 'mailto', 'tel']);

/** Whether a link may lead there: http, https, mailto, tel, or a place relative to this one. */
export function isAllowedLink(url: string): boolean {
  // Browsers skip spaces and control characters when they look for the scheme.
  const seen = url.replace(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202f\ufeff]/g, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(seen)?.[1]?.toLowerCase();
  if (scheme === undefined) return !/^[^/?#]*:/.test(seen);
  return ALLOWED.has(scheme);
}
