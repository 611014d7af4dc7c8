import { appendFile, rename, stat } from 'node:fs/promises';

const ROTATE_BYTES = 5 * 1024 * 1024;

export type AccessLog = { write: (line: string) => void; close: () => Promise<void> };

/** Appends lines with their time to `file`, which is set aside as "FILE.1" at 5 MiB. */
export function openAccessLog(file: string): AccessLog {
  let last: Promise<void> = Promise.resolve();
  const append = async (line: string) => {
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size > ROTATE_BYTES) await rename(file, `${file}.1`);
    await appendFile(file, `${new Date().toISOString()} ${line}\n`);
  };
  return {
    write: (line) => {
      last = last.then(() => append(line)).catch(() => {});
    },
    close: () => last,
  };
}
