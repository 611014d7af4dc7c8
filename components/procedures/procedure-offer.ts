/** A procedure as the runbook now says it, and the incident in which it is read. */
export type ProcedureOffer = {
  incident: number;
  runbook: string;
  id: string;
  title: string;
  contentHash: string;
  /** The incident is open, and the reader may carry it out. */
  mayCarryOut: boolean;
  /** The incident that goes on for this one. */
  mergedInto: number | null;
};
