import type { IncidentStatus, Severity } from '@/prisma/generated/enums';

/** The steps of the response, as the guides draw them. */
export const NODES = {
  alert: 'Alert triggered',
  acknowledge: 'On-call acknowledges',
  assess: 'Initial assessment',
  severity: 'Severity level',
  escalate: 'Immediate escalation',
  respond: '1 hour response',
  standard: 'Standard process',
  war_room: 'War room setup',
  team_lead: 'Team lead notified',
  assign: 'Assign to team',
  status_page: 'Status page update',
  investigate: 'Investigation',
  resolve: 'Resolution',
  review: 'Post-incident review',
} as const;
export type NodeId = keyof typeof NODES;

export const EDGES: readonly (readonly [from: NodeId, to: NodeId, label?: string])[] = [
  ['alert', 'acknowledge'],
  ['acknowledge', 'assess'],
  ['assess', 'severity'],
  ['severity', 'escalate', 'P0'],
  ['severity', 'respond', 'P1'],
  ['severity', 'standard', 'P2/P3'],
  ['escalate', 'war_room'],
  ['respond', 'team_lead'],
  ['standard', 'assign'],
  ['war_room', 'status_page'],
  ['team_lead', 'status_page'],
  ['assign', 'investigate'],
  ['status_page', 'investigate'],
  ['investigate', 'resolve'],
  ['resolve', 'review'],
];

/** skipped: the response went past it. aside: other severities go that way. */
export type NodeState = 'done' | 'current' | 'next' | 'todo' | 'skipped' | 'aside';
export type Workflow = { node: NodeId; label: string; state: NodeState }[];

export type WorkflowFacts = {
  severity: Severity;
  status: IncidentStatus;
  acknowledged: boolean;
  /** Someone looked again at how bad it is: the severity was changed, or the impact said. */
  assessed: boolean;
  escalated: boolean;
  hasCommander: boolean;
  /** Someone has a role in it, or a task of their own. */
  isAssigned: boolean;
  hasBridge: boolean;
  statusPageTold: boolean;
};

const ARRIVED: Record<IncidentStatus, number> = {
  triggered: 0,
  acknowledged: 1,
  investigating: 2,
  identified: 3,
  monitoring: 3,
  resolved: 4,
  closed: 5,
  cancelled: 0,
};
const at = ({ status }: WorkflowFacts) => ARRIVED[status];
const assessed = (facts: WorkflowFacts) => facts.assessed || at(facts) >= 2;

const DONE: Record<NodeId, (facts: WorkflowFacts) => boolean> = {
  alert: () => true,
  acknowledge: ({ acknowledged }) => acknowledged,
  assess: assessed,
  severity: assessed,
  escalate: ({ escalated, hasCommander }) => escalated || hasCommander,
  respond: ({ acknowledged }) => acknowledged,
  standard: assessed,
  war_room: ({ hasCommander, hasBridge }) => hasCommander || hasBridge,
  team_lead: ({ escalated, hasCommander }) => escalated || hasCommander,
  assign: ({ isAssigned }) => isAssigned,
  status_page: ({ statusPageTold }) => statusPageTold,
  investigate: (facts) => at(facts) >= 3,
  resolve: (facts) => at(facts) >= 4,
  review: (facts) => at(facts) >= 5,
};

/** What is being worked on at a status, whatever stands open before it. */
const AT_WORK: Partial<Record<IncidentStatus, NodeId>> = {
  investigating: 'investigate',
  identified: 'resolve',
  monitoring: 'resolve',
  resolved: 'review',
};

const takes = (severity: Severity, label: string | undefined) => !label || label.split('/').includes(severity);

/** The steps that an incident of this severity goes through, in order. */
export function pathOf(severity: Severity): NodeId[] {
  const path: NodeId[] = ['alert'];
  for (;;) {
    const edge = EDGES.find(([from, , label]) => from === path.at(-1) && takes(severity, label));
    if (!edge) return path;
    path.push(edge[1]);
  }
}

/** Where the incident is, what was done, what comes next. */
export function workflowOf(facts: WorkflowFacts): Workflow {
  const path = pathOf(facts.severity);
  const open = path.filter((node) => !DONE[node](facts));
  const over = facts.status === 'cancelled' || at(facts) >= 4;
  const current = over ? [] : open.slice(0, 1);
  const atWork = AT_WORK[facts.status];
  if (atWork && !current.includes(atWork)) current.push(atWork);
  const next = open.find((node) => !current.includes(node) && path.indexOf(node) > path.indexOf(current[0] ?? 'alert'));
  const stateOf = (node: NodeId): NodeState => {
    if (!path.includes(node)) return 'aside';
    if (!open.includes(node)) return 'done';
    if (current.includes(node)) return 'current';
    if (over) return 'skipped';
    return node === next ? 'next' : 'todo';
  };
  return (Object.keys(NODES) as NodeId[]).map((node) => ({ node, label: NODES[node], state: stateOf(node) }));
}

const STATE_WORDS: Record<NodeState, string> = { done: '✓', current: '▶ now:', next: '○ next:', todo: '', skipped: '✕', aside: '' };

/** The graph in mermaid's words; its labels say the states. */
export function workflowSource(workflow: Workflow): string {
  const shape = (step: Workflow[number]) =>
    `  ${step.node}${step.node === 'severity' ? `{"${nodeWords(step)}"}` : `["${nodeWords(step)}"]`}`;
  const link = ([from, to, label]: (typeof EDGES)[number]) => `  ${from} -->${label ? `|${label}|` : ''} ${to}`;
  return ['graph TD', ...workflow.map(shape), ...EDGES.map(link)].join('\n');
}

/** What stands in a node: "✓ Initial assessment". */
export const nodeWords = ({ state, label }: Workflow[number]): string => [STATE_WORDS[state], label].filter(Boolean).join(' ');
