import type { Rights } from '@/components/incidents/lifecycle/rights';
import type { BlockLine } from '@/components/incidents/notes/use-blocks';
import type { PersonLine } from '@/components/incidents/people/use-people';
import type { IncidentRole, IncidentStatus, Severity } from '@/prisma/generated/enums';

/** What a line in the note box may ask for, understood; `refuse` says why it is not. */
export type Command =
  | { do: 'note'; body: string; decision: boolean }
  | { do: 'acknowledge' }
  | { do: 'status'; status: IncidentStatus; reason: string }
  | { do: 'severity'; severity: Severity; from: Severity; reason: string }
  | { do: 'role'; role: IncidentRole; person: PersonLine; note: string }
  | { do: 'escalate'; level: number; note: string }
  | { do: 'ask'; contact: PersonLine; note: string }
  | { do: 'run'; block: BlockLine }
  | { do: 'task'; title: string; owner?: PersonLine; dueAt?: Date }
  | { do: 'hypothesis'; statement: string; block?: BlockLine }
  | { do: 'pin'; event: number; label: string }
  /** Presses what the page names so; `part` is the tab on which it stands. */
  | { do: 'press'; command: string; part?: string }
  | { do: 'help' }
  | { do: 'refuse'; why: string };

/** What commands are completed and understood by. */
export type SlashFacts = {
  status: IncidentStatus;
  severity: Severity;
  /** The number of the newest event. */
  newest: number;
  severities: readonly { severity: Severity; label: string }[];
  people: readonly PersonLine[];
  /** Who can be asked for help, whether or not they sign in here. */
  contacts: readonly PersonLine[];
  /** The blocks of the runbook that is worked through. */
  blocks: readonly BlockLine[];
  may: Rights;
};

/** One way to go on: the whole text with it, and what it is. */
export type Suggestion = { text: string; label: string; says?: string };
