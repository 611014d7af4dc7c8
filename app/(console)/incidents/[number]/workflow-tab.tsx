import type { Element } from 'hast';
import { toJsxRuntime } from 'hast-util-to-jsx-runtime';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { WorkflowPart } from '@/components/workflow/workflow-part';
import type { Context } from '@/domain/context';
import type { IncidentView } from '@/domain/incidents/schema';
import { getWorkflow } from '@/domain/incidents/workflow/get-workflow';
import { nodeWords, type Workflow, workflowSource } from '@/domain/incidents/workflow/rules';
import { drawMermaid } from '@/lib/markdown/draw-mermaid';
import { textOf } from '@/lib/markdown/text-of';

/** The workflow's graph with where this incident is in it. */
export async function WorkflowTab({ ctx, incident }: { ctx: Context; incident: IncidentView }) {
  const workflow = await getWorkflow(ctx, { number: incident.number });
  const drawing = await drawMermaid(workflowSource(workflow));
  const picture = drawing && toJsxRuntime(marked(drawing, workflow), { Fragment, jsx, jsxs });
  return <WorkflowPart workflow={workflow}>{picture}</WorkflowPart>;
}

/** The drawing with each step's group named, so that it can be coloured and pressed. */
function marked(drawing: Element, workflow: Workflow): Element {
  const byWords = new Map(workflow.map((step) => [nodeWords(step), step]));
  const children = drawing.children.map((child) => {
    if (child.type !== 'element' || child.tagName !== 'g') return child;
    const step = byWords.get(
      child.children
        .filter((part) => part.type === 'element' && part.tagName === 'text')
        .map(textOf)
        .join(' '),
    );
    return step ? { ...child, properties: { ...child.properties, dataNode: step.node, dataState: step.state } } : child;
  });
  return { ...drawing, children };
}
