/** What can be begun in an incident: a procedure as the runbook now says it. */
export type ProcedureOffer = { incident: number; runbook: string; id: string; title: string; contentHash: string };
