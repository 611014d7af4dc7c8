/** Goes to a block of the page, and gives it the focus. */
export function toBlock(id: string): void {
  const block = document.getElementById(`block-${id}`);
  block?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  block?.focus({ preventScroll: true });
}
