/** One verb of the command line. `run` prints, and returns the exit code; what it throws is printed as one line. */
export type Command = { usage: string; says: string; run: (args: string[]) => Promise<number> };

/** Thrown for arguments that do not fit; the usage is printed with it. */
export class UsageError extends Error {}

export const print = (line: string) => void process.stdout.write(`${line}\n`);
