const QUIET_MS = 2_000;

/** Says on standard error how far it is, once that takes longer than two seconds. */
export function showProgress(what: string): (done: number, of: number, now?: string) => void {
  const startedAt = performance.now();
  let shownAt = startedAt;
  return (done, of, at) => {
    const now = performance.now();
    if (now - startedAt < QUIET_MS || now - shownAt < QUIET_MS / 2) return;
    shownAt = now;
    process.stderr.write(`${done} of ${of} ${what}${at ? `; now ${at}` : ''}\n`);
  };
}
