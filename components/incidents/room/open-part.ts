/** Shows a part of the room by its name, also when the address names it already. */
export function openPart(id: string): void {
  if (location.hash === `#${id}`) window.dispatchEvent(new HashChangeEvent('hashchange'));
  else location.hash = id;
}
