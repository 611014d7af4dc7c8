const SILENT_MS = 2_000;
const REMIND_MS = 15_000;

const seconds = (sinceMs) => `${Math.round((Date.now() - sinceMs) / 1000)} s`;

/** Awaits the work and, when it takes over two seconds, says so on standard output, and says again how long it has taken. */
export async function step(title, work) {
  const startedMs = Date.now();
  let said = false;
  const announce = setTimeout(() => {
    said = true;
    console.log(`${title} …`);
  }, SILENT_MS);
  const remind = setInterval(() => console.log(`${title} … ${seconds(startedMs)}`), REMIND_MS);
  try {
    return await work();
  } finally {
    clearTimeout(announce);
    clearInterval(remind);
    if (said) console.log(`${title}: ${seconds(startedMs)}`);
  }
}

/** Stops a command with one line that says what to do. */
export class Refusal extends Error {
  name = 'StartError';
}

const unexpected = (error) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** Prints why a command stops, and ends it: one line for what we know, everything for what we do not. */
export function refuse(error) {
  console.error(error?.name === 'StartError' ? error.message : unexpected(error));
  process.exit(1);
}
