export type PageCommand = { name: string; key?: string; press: () => void };

const SELECTOR =
  'main :is(button, a)[data-command], main button[aria-label^="Run diagnostic: "], main button[aria-label^="Run remediation: "]';

/** What the page that is shown can do: its run buttons, and the buttons and links that name themselves with `data-command`; those that are never seen say so, `data-unseen`. */
export function pageCommands(): PageCommand[] {
  const buttons = [...document.querySelectorAll<HTMLElement>(SELECTOR)].filter(
    (button) => !button.matches(':disabled') && (button.offsetParent !== null || button.dataset.unseen !== undefined),
  );
  return buttons.map((button) => ({
    name: button.dataset.command ?? button.ariaLabel ?? '',
    key: button.dataset.key,
    press: () => {
      button.scrollIntoView({ block: 'center' });
      button.focus();
      button.click();
    },
  }));
}
