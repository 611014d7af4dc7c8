const FOLLOWED = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** The address of a link that leaves the console, made safe to stand in any way out; null when it must not be followed from there. */
export function outwardAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  if (!FOLLOWED.has(protocol)) return null;
  return href.replace(/["'<>|()\\`*_[\]{}^\s]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
