import { runDiagnostic } from '@/actions/diagnostics';
import { acknowledgeIncident, addNote, assignRole, changeSeverity, changeStatus, pinEvent } from '@/actions/incidents';
import { addHypothesis, addTask } from '@/actions/investigation';
import { escalateIncident } from '@/actions/oncall';
import type { ActionResult } from '@/actions/result';
import type { BlockLine } from '@/components/incidents/notes/use-blocks';
import { pageCommands } from '@/components/shell/page-commands';
import { callAction } from '@/components/ui/use-action';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import type { Command } from './command';

/** How long a tab that was just opened may take to show what is pressed there. */
const PATIENCE_MS = 3_000;

type Where = { number: number; runbook: string | null };
/** `why` when it was not done; `added` when it wrote one event. */
export type Done = { why?: string; added?: TimelineItem };

const said = (reason: string) => (reason ? { reason } : {});

async function told<T>(asked: Promise<ActionResult<T>>): Promise<Done> {
  const answer = await asked;
  if (answer.ok) return {};
  const { message, details } = answer.error;
  return { why: details?.length ? details.map((one) => `${one.field}: ${one.message}`).join('; ') : message };
}

async function wrote(asked: Promise<ActionResult<TimelineItem>>): Promise<Done> {
  const answer = await asked;
  return answer.ok ? { added: answer.value } : told(Promise.resolve(answer));
}

/** Does what a command asks for, by the same actions as the buttons. Says why where it cannot be done. */
export async function doCommand(command: Exclude<Command, { do: 'help' }>, { number, runbook }: Where): Promise<Done> {
  switch (command.do) {
    case 'note':
      return wrote(callAction(addNote, { number, body: command.body, ...(command.decision ? { decision: true } : {}) }));
    case 'pin':
      return wrote(callAction(pinEvent, { number, event: command.event, ...(command.label ? { label: command.label } : {}) }));
    case 'acknowledge':
      return told(callAction(acknowledgeIncident, { number }));
    case 'status':
      return told(callAction(changeStatus, { number, status: command.status, ...said(command.reason) }));
    case 'severity':
      return told(callAction(changeSeverity, { number, severity: command.severity, from: command.from, ...said(command.reason) }));
    case 'role': {
      const { role, person, note } = command;
      return told(callAction(assignRole, { number, role, user: person.id, ...(note ? { note } : {}) }));
    }
    case 'escalate':
      return told(callAction(escalateIncident, { number, level: command.level, note: command.note }));
    case 'ask':
      return told(callAction(escalateIncident, { number, contact: command.contact.id, note: command.note }));
    case 'task': {
      const { title, owner, dueAt } = command;
      const facts = { ...(owner ? { owner: owner.id } : {}), ...(dueAt ? { dueAt: dueAt.toISOString() } : {}) };
      return told(callAction(addTask, { number, title, ...facts }));
    }
    case 'hypothesis': {
      const test = command.block && runbook ? { runbook, block: command.block.id } : {};
      return told(callAction(addHypothesis, { number, statement: command.statement, ...test }));
    }
    case 'run':
      return runBlock(command.block, number, runbook);
    case 'press':
      return press(command.command, command.part);
    case 'refuse':
      return { why: command.why };
  }
}

/** What asks for nothing starts at once; the rest is shown where it can be filled in and confirmed. */
async function runBlock(block: BlockLine, incident: number, runbook: string | null): Promise<Done> {
  const asks = block.inputs.some((input) => input.required && input.type !== 'bool' && input.default === undefined);
  if (!runbook) return { why: 'No runbook is open here. Choose one in the Runbook tab.' };
  if (block.effect === 'read' && !asks && block.needs.length === 0)
    return told(callAction(runDiagnostic, { runbook, block: block.id, contentHash: block.contentHash, inputs: {}, incident }));
  location.hash = 'runbook';
  requestAnimationFrame(() => {
    const shown = document.getElementById(`block-${block.id}`);
    shown?.scrollIntoView({ block: 'center' });
    shown?.focus();
  });
  return {};
}

/** A tab that is opened first may need a moment until its buttons are there. */
async function press(name: string, part?: string): Promise<Done> {
  if (part) location.hash = part;
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    const found = pageCommands().find((command) => command.name === name);
    if (found) setTimeout(found.press, 0);
    if (found) return {};
    if (!part || Date.now() > until) return { why: `As the incident stands, “${name}” is not open to you.` };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
