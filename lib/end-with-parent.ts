const LIMIT_MS = 4_000;

/**
 * Ends this process when it is told to, or when the process that started it is gone: `stop` first, with four seconds at most.
 * Ctrl-C is the starter's to answer.
 */
export function endWithParent(stop: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(0), LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, end);
}
