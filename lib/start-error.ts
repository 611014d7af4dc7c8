/** Stops the start. The message is one line for the person at the terminal and says what to do. */
export class StartError extends Error {
  override name = 'StartError';
}

/** The system's code of a failed call, such as ENOENT; undefined for any other error. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const WRITE_FAILURES: Record<string, string> = {
  ENOSPC: 'the disk is full; free some space and start again',
  EDQUOT: 'the disk quota is used up; free some space and start again',
  EACCES: 'this user may not write there; set DATA_DIR to a folder you own, or start as the user who owns it',
  EPERM: 'this user may not write there; set DATA_DIR to a folder you own, or start as the user who owns it',
  EROFS: 'that file system is read-only; set DATA_DIR to a folder that can be written',
  ENOENT: 'no folder can be made there; set DATA_DIR to another one',
  ENOTDIR: 'that path or a part of it is a file; set DATA_DIR to a folder',
  EEXIST: 'that path or a part of it is a file; set DATA_DIR to a folder',
};

/** Turns a failed write into one line that names the place and the way out; other errors pass unchanged. */
export function explainWriteFailure(error: unknown, place: string): unknown {
  const reason = WRITE_FAILURES[systemCode(error) ?? ''];
  return reason ? new StartError(`Cannot write to ${place}: ${reason}.`) : error;
}
