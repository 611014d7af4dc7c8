/** A run that can be quoted. */
export type QuotableRun = { id: string; title: string; target: string; verdict: string };
