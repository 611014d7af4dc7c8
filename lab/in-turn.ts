/** What can be taken away and brought back. `isUp` answers at once; the others may be repeated. */
export type Restartable = { isUp: () => boolean; start: () => Promise<void>; stop: () => Promise<void> };

/** The same, one step after the other: whoever starts it while another stops or starts it waits, and then finds it as it was left. */
export function inTurn<Steps extends Pick<Restartable, 'start' | 'stop'>>(steps: Steps): Steps {
  let last: Promise<unknown> = Promise.resolve();
  const after = (step: () => Promise<void>) => () => {
    const turn = last.then(step);
    last = turn.catch(() => {});
    return turn;
  };
  return { ...steps, start: after(steps.start), stop: after(steps.stop) };
}
