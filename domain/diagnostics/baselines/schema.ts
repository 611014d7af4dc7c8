/** So much of each kind of difference is told; the rest is counted. */
export const MOST_SHOWN = 200;
/** Longer texts are compared by their beginning. */
export const MOST_LINES = 1_000;

export type DiffRow = Record<string, unknown>;
export type ChangedRow = { key: string; before: DiffRow; after: DiffRow; columns: string[] };
export type RowsDifference = {
  kind: 'rows';
  columns: string[];
  added: DiffRow[];
  removed: DiffRow[];
  changed: ChangedRow[];
  same: number;
  /** How many differences are not listed. */
  more: number;
};
/** One place in a structure; without `before` it is new, without `after` it is gone. */
export type ValueChange = { path: string; before?: unknown; after?: unknown };
export type ValuesDifference = { kind: 'values'; changes: ValueChange[]; same: number; more: number };
export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string };
export type LinesDifference = { kind: 'lines'; lines: DiffLine[]; same: number; more: number };
export type Difference = RowsDifference | ValuesDifference | LinesDifference;

/** A result beside the last healthy one of the same block, target and inputs. */
export type Comparison = {
  healthy: { run: string; at: string; requestedBy: string; sameBlock: boolean };
  isSame: boolean;
  difference: Difference;
};
