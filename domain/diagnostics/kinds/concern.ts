/** Something that a kind knows to be wrong by itself; what fails and what only warns decides where no rule of the block does. */
export type Concern = { code: string; message: string; severity: 'fail' | 'warn' };

export const failing = (code: string, message: string): Concern => ({ code, message, severity: 'fail' });
export const warning = (code: string, message: string): Concern => ({ code, message, severity: 'warn' });

/** For people, below what a kind prints. */
export const concernLines = (problems: readonly Concern[]): string =>
  problems.map(({ severity, message }) => `${severity === 'fail' ? 'fail' : 'warn'}  ${message}\n`).join('');
