'use client';
import type { ReactNode } from 'react';
import { useLive } from '@/components/live/live-page';
import { cx } from '@/components/ui/cx';
import { useRedraw } from '@/components/ui/use-redraw';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import type { NodeId, NodeState, Workflow } from '@/domain/incidents/workflow/rules';
import { goTo, WAYS } from './go-to';

const MOVING: readonly TimelineItem['type'][] = [
  'incident_acknowledged',
  'severity_changed',
  'status_changed',
  'details_changed',
  'incident_resolved',
  'incident_reopened',
  'role_assigned',
  'role_ended',
  'task_added',
  'task_changed',
  'escalated',
  'update_sent',
  'status_page_told',
];

const WORDS: Record<NodeState, string> = { done: 'done', current: 'now', next: 'next', todo: 'later', skipped: 'passed by', aside: '' };
const MARKS: Record<NodeState, string> = { done: '✓', current: '▶', next: '○', todo: '·', skipped: '✕', aside: '' };

/** The picture of the response, drawn by the server, and the same steps as a list that says where each is taken. */
export function WorkflowPart({ workflow, children }: { workflow: Workflow; children: ReactNode }) {
  const redraw = useRedraw();
  useLive('message', ({ type }) => {
    if (MOVING.includes(type)) redraw();
  });
  return (
    <div className="grid gap-x-8 gap-y-6 pt-4 xl:grid-cols-[minmax(0,1fr)_21rem]">
      <ol aria-label="Steps of the response" className="content-start self-start divide-y divide-line xl:order-last">
        {workflow
          .filter(({ state }) => state !== 'aside')
          .map((step) => (
            <Step key={step.node} {...step} />
          ))}
      </ol>
      {/* biome-ignore lint/a11y: for the pointer; the list of steps is the same for everyone */}
      <div
        className="workflow min-w-0 overflow-x-auto"
        onClick={(event) => {
          const node = (event.target as Element).closest('[data-node]')?.getAttribute('data-node');
          if (node) goTo(node as NodeId);
        }}
      >
        {children}
      </div>
    </div>
  );
}

function Step({ node, label, state }: Workflow[number]) {
  return (
    <li aria-current={state === 'current' ? 'step' : undefined} className="flex items-baseline gap-2 py-1 touch:py-2">
      <span aria-hidden="true" className="w-3 shrink-0 text-center">
        {MARKS[state]}
      </span>
      <span className={cx('min-w-0 grow', state === 'current' && 'font-medium', (state === 'todo' || state === 'skipped') && 'text-ink-2')}>
        {label} <span className="text-sm text-ink-3">{WORDS[state]}</span>
      </span>
      <button type="button" onClick={() => goTo(node)} className="link text-right text-sm whitespace-nowrap text-ink-2 hover:text-ink">
        {WAYS[node].words}
      </button>
    </li>
  );
}
