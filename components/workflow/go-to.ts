import { openPart } from '@/components/incidents/room/open-part';
import { pageCommands } from '@/components/shell/page-commands';
import type { NodeId } from '@/domain/incidents/workflow/rules';

/** Where a step is taken: by a button of the room while it is there, else in a part of it. */
type Way = { command?: string; part: string; words: string };

export const WAYS: Record<NodeId, Way> = {
  alert: { part: 'details', words: 'How it began' },
  acknowledge: { command: 'Acknowledge', part: 'details', words: 'Acknowledge' },
  assess: { command: 'Change severity', part: 'details', words: 'Say how bad it is' },
  severity: { command: 'Change severity', part: 'details', words: 'Change the severity' },
  escalate: { part: 'people', words: 'Call who can help' },
  respond: { command: 'Acknowledge', part: 'details', words: 'Acknowledge' },
  standard: { part: 'runbook', words: 'Open the runbook' },
  war_room: { part: 'people', words: 'Name who leads' },
  team_lead: { part: 'people', words: 'Call the team lead' },
  assign: { part: 'people', words: 'Name who works on it' },
  status_page: { part: 'updates', words: 'Write an update' },
  investigate: { part: 'investigate', words: 'Investigate' },
  resolve: { command: 'Resolve', part: 'details', words: 'Resolve' },
  review: { part: 'details', words: 'See what came of it' },
};

/** Takes the reader to where the step is taken. */
export function goTo(node: NodeId): void {
  const { command, part } = WAYS[node];
  const here = pageCommands().find(({ name }) => name === command);
  if (here) here.press();
  else openPart(part);
}
