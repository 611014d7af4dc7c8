'use client';
import { openComposer } from './open-composer';

/** What the palette and the key U press, whichever tab is shown. Hidden: the tab has its own button. */
export const WriteUpdateCommand = () => (
  <button
    type="button"
    tabIndex={-1}
    aria-hidden="true"
    data-command="Write update"
    data-key="u"
    className="sr-only"
    onClick={() => openComposer()}
  >
    Write update
  </button>
);
