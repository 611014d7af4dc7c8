/** What can open over any page. */
export type Overlay = { name: 'palette'; text?: string } | { name: 'keys' } | { name: 'declare'; runbook?: string };

const EVENT = 'sitrep:overlay';

/** Opens it, loading its code first. */
export const openOverlay = (overlay: Overlay): boolean => window.dispatchEvent(new CustomEvent(EVENT, { detail: overlay }));

/** Calls back for every overlay that is asked for; returns how to stop. */
export function onOverlay(open: (overlay: Overlay) => void): () => void {
  const listener = (event: Event) => open((event as CustomEvent<Overlay>).detail);
  window.addEventListener(EVENT, listener);
  return () => window.removeEventListener(EVENT, listener);
}
