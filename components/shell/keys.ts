import { openOverlay } from './overlay';

const SEARCH_SELECTOR = 'input[type="search"][data-search]';
const CHORD_MS = 1_200;

export type Go = (href: string) => void;

/** What a single key does anywhere but in a field; the help lists the same. */
export const KEY_HELP = [
  { keys: ['Ctrl K', '⌘ K'], says: 'Commands: go to, declare, run, search, paste an error' },
  { keys: ['/'], says: 'Search or paste an error' },
  { keys: ['c'], says: 'Declare an incident' },
  { keys: ['j', 'k'], says: 'Next and previous in a list' },
  { keys: ['Enter'], says: 'Open what is marked' },
  { keys: ['r'], says: 'Run the marked diagnostic (in a runbook)' },
  { keys: ['g', 'i'], says: 'Go to incidents' },
  { keys: ['g', 'r'], says: 'Go to runbooks' },
  { keys: ['g', 'v'], says: 'Go to reviews' },
  { keys: ['g', 'a'], says: 'Go to action items' },
  { keys: ['g', 'b'], says: 'Are we getting better?' },
  { keys: ['n'], says: 'Write a note (in an incident)' },
  { keys: ['/'], says: 'A command, at the beginning of a note' },
  { keys: ['a'], says: 'Acknowledge (in an incident)' },
  { keys: ['l'], says: 'Lead: take command (in an incident)' },
  { keys: ['1', '…', '9'], says: 'The parts of an incident, in their order' },
  { keys: ['t'], says: 'The newest event of the timeline; j and k move from there' },
  { keys: ['e'], says: 'Output of the marked run, or edit the marked note' },
  { keys: ['p'], says: 'Pin or unpin the marked event' },
  { keys: ['f'], says: 'Find in the timeline' },
  { keys: ['u'], says: 'Write an update (in an incident)' },
  { keys: ['Ctrl Enter', '⌘ Enter'], says: 'Send what you are writing' },
  { keys: ['?'], says: 'These keys' },
  { keys: ['Esc'], says: 'Close' },
] as const;

const PLACES: Readonly<Record<string, string>> = {
  h: '/',
  i: '/incidents',
  r: '/runbooks',
  v: '/reviews',
  a: '/action-items',
  b: '/analytics',
  s: '/settings',
};

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'));
}

function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>(SEARCH_SELECTOR);
  if (box && box.offsetParent !== null) box.focus();
  else openOverlay({ name: 'palette' });
}

/** Moves the focus by `step` among the items of the page's lists; in a list apart, such as a timeline, it stays within that list. */
function moveInLists(step: 1 | -1): void {
  const apart = document.activeElement?.closest('[data-list="apart"]');
  const found = (apart ?? document).querySelectorAll<HTMLElement>(
    apart ? '[data-item]' : '[data-list]:not([data-list="apart"]) [data-item]',
  );
  const items = [...found].filter((item) => item.offsetParent !== null);
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** Presses or focuses what the page marks with this key: `data-key="n"`. What is never seen says so: `data-unseen`. */
function pressMarked(key: string): boolean {
  if (!/^[a-z1-9]$/.test(key)) return false;
  const all = [...document.querySelectorAll<HTMLElement>(`[data-key="${key}"]`)];
  const marked = all.find((one) => one.offsetParent !== null || one.dataset.unseen !== undefined);
  if (!marked) return false;
  if (isTyping(marked)) marked.focus();
  else marked.click();
  return true;
}

const PRESS: Readonly<Record<string, () => void>> = {
  '/': focusSearch,
  '?': () => openOverlay({ name: 'keys' }),
  c: () => openOverlay({ name: 'declare' }),
  j: () => moveInLists(1),
  k: () => moveInLists(-1),
};

/** The console's keyboard: returns a listener for keydown. Keys typed into a field, or under a dialog, are left alone. */
export function keyListener(go: Go): (event: KeyboardEvent) => void {
  let chordUntil = 0;
  return (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if ((event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      openOverlay({ name: 'palette' });
      return;
    }
    if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
    const place = event.timeStamp < chordUntil ? PLACES[event.key] : undefined;
    chordUntil = event.key === 'g' ? event.timeStamp + CHORD_MS : 0;
    const press = PRESS[event.key];
    if (place) go(place);
    else if (press) press();
    else if (!pressMarked(event.key)) return;
    event.preventDefault();
  };
}
