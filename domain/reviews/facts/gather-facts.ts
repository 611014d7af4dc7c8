import { CLOCK_EVENTS, type ClockEvent, readClocks } from '@/domain/incidents/clocks/read-clocks';
import type { Facts } from '../document/schema';
import type { Known } from './load-facts';
import { measure } from './measure';
import { peopleOf } from './people-of';
import { remediationsOf } from './remediations-of';

const iso = (at: Date | null) => at?.toISOString() ?? null;
const MOVES_CLOCKS: ReadonlySet<string> = new Set(CLOCK_EVENTS);

/** The facts of an incident in the form in which a review tells them. Pure: the same rows give the same facts. */
export function gatherFacts(known: Known, now: Date): Facts {
  const { incident, own } = known;
  const ended = new Map(own.flatMap((item) => (item.type === 'run_ended' ? [[item.data.run, item.seq] as const] : [])));
  const decided = new Map(own.flatMap((item) => (item.type === 'hypothesis_decided' ? [[item.data.hypothesis, item.seq] as const] : [])));
  const runs = known.runs.map((run) => ({
    id: run.id,
    runbook: run.runbook,
    block: run.blockId,
    title: run.blockTitle,
    kind: run.kind,
    effect: run.effect,
    target: run.target,
    environment: run.environment,
    state: run.state,
    verdict: run.verdict,
    reason: run.reason,
    by: run.requestedByName,
    approvedBy: run.approvedByName,
    brokenGlass: run.brokenGlass,
    startedAt: iso(run.startedAt),
    endedAt: iso(run.endedAt),
    durationMs: run.startedAt && run.endedAt ? run.endedAt.getTime() - run.startedAt.getTime() : null,
    outputSha256: run.outputSha256,
    seq: ended.get(run.id) ?? null,
  }));
  return {
    incident: incidentFacts(known),
    measured: measure(incident, own),
    clocks: clocksOf(known, now),
    promises: known.promises.map(({ words, audience, dueAt, state, endedAt }) => ({
      words,
      audience,
      dueAt: dueAt.toISOString(),
      state,
      endedAt: iso(endedAt),
      late: endedAt !== null && endedAt > dueAt,
    })),
    people: peopleOf(known),
    runs,
    hypotheses: known.hypotheses.map((one) => ({
      statement: one.statement,
      state: one.state,
      by: one.createdByName,
      decidedBy: one.decidedByName,
      decidedAt: iso(one.decidedAt),
      reason: one.reason,
      run: one.runId,
      runTitle: one.run?.blockTitle ?? null,
      verdict: one.run?.verdict ?? null,
      seq: decided.get(one.id) ?? null,
    })),
    remediations: remediationsOf(runs),
    reopened: own.filter(({ type }) => type === 'incident_reopened').length,
    seq: known.counted.seq,
  };
}

function incidentFacts({ incident, mergedInto, duplicates }: Known): Facts['incident'] {
  return {
    number: incident.number,
    title: incident.title,
    severity: incident.severity,
    severityLabel: incident.severityLabel,
    kind: incident.kind,
    status: incident.status,
    service: incident.service,
    summary: incident.summary,
    impact: incident.impact,
    customerVisible: incident.customerVisible,
    restricted: incident.restricted,
    tags: incident.tags,
    startedAt: incident.startedAt.toISOString(),
    declaredAt: incident.declaredAt.toISOString(),
    declaredBy: incident.declaredByName,
    acknowledgedAt: iso(incident.acknowledgedAt),
    acknowledgedBy: incident.acknowledgedBy,
    resolvedAt: iso(incident.resolvedAt),
    closedAt: iso(incident.closedAt),
    rootCause: incident.rootCause,
    resolution: incident.resolution,
    prevention: incident.prevention,
    mergedInto,
    duplicates,
  };
}

/** The rounds of each clock that are over, in time or not. */
function clocksOf({ incident, own, rules }: Known, now: Date): Facts['clocks'] {
  const events = own.filter((item): item is typeof item & ClockEvent => MOVES_CLOCKS.has(item.type));
  const declared = events.find((event) => event.type === 'incident_declared');
  const history = { declaredAt: incident.declaredAt, severity: declared?.data.severity ?? incident.severity, events };
  return readClocks(history, rules, now).flatMap(({ clock, rounds }) => {
    if (rounds.length === 0) return [];
    const kept = rounds.filter((round) => round.kept).length;
    const told = rounds.map(({ startedAt, dueAt, endedAt, ...rest }) => ({
      startedAt: startedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      endedAt: endedAt.toISOString(),
      ...rest,
    }));
    return [{ clock, kept, missed: rounds.length - kept, rounds: told }];
  });
}
