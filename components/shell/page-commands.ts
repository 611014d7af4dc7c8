export type PageCommand = { name: string; press: () => void };

const SELECTOR = 'main button[data-command], main button[aria-label^="Run diagnostic: "], main button[aria-label^="Run remediation: "]';

/** What the page that is shown can do: its run buttons, and those that name themselves with `data-command`; those that are never seen say so, `data-unseen`. */
export function pageCommands(): PageCommand[] {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>(SELECTOR)].filter(
    (button) => !button.disabled && (button.offsetParent !== null || button.dataset.unseen !== undefined),
  );
  return buttons.map((button) => ({
    name: button.dataset.command ?? button.ariaLabel ?? '',
    press: () => {
      button.scrollIntoView({ block: 'center' });
      button.focus();
      button.click();
    },
  }));
}
