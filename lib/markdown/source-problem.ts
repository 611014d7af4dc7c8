/** What is wrong in a text and on which line, counted from 1; `fix` says what to write instead. */
export type SourceProblem = { rule: string; severity: 'error' | 'warning'; line: number; message: string; fix?: string };
