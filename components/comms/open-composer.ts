/** The address that opens an incident's composer, filled from a template: "?template=ID#updates". */
export const composerAddress = (template?: string): string => `${template ? `?template=${encodeURIComponent(template)}` : ''}#updates`;

/** Opens the Updates tab of the room that is shown, and the composer in it. */
export function openComposer(template?: string): void {
  const url = new URL(location.href);
  url.searchParams.set('template', template ?? BLANK);
  url.hash = 'updates';
  history.pushState(null, '', url);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Stands in the address for a message from no template in particular. */
export const BLANK = 'none';
