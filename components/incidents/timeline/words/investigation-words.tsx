import { NoteText } from '@/components/incidents/notes/note-text';
import { STEP_WORDS, type WordsOf } from './event-words';

type InvestigationType =
  | 'task_added'
  | 'task_changed'
  | 'task_done'
  | 'task_dropped'
  | 'task_reopened'
  | 'hypothesis_added'
  | 'hypothesis_test_changed'
  | 'hypothesis_tested'
  | 'hypothesis_decided'
  | 'hypothesis_reopened'
  | 'investigation_step_changed'
  | 'procedure_started'
  | 'procedure_step_done'
  | 'procedure_step_failed'
  | 'procedure_step_skipped'
  | 'procedure_completed'
  | 'procedure_stopped'
  | 'action_item_added'
  | 'action_item_done'
  | 'action_item_verified'
  | 'action_item_reopened';

const runLink = (run: string, words: string) => (
  <a className="link" href={`/runs/${run}`}>
    {words}
  </a>
);

const STEP_DID = {
  pending: 'opened the step again',
  current: 'works on the step',
  done: 'finished the step',
  skipped: 'skipped the step',
} as const;

const itemLink = (item: number, title: string) => (
  <a className="link" href={`/action-items/${item}`}>
    {title}
  </a>
);

const noteIf = (text: string | null) => text && <NoteText body={text} />;

export const INVESTIGATION_WORDS: WordsOf<InvestigationType> = {
  task_added: ({ title, owner }) => ({ did: `added the task ${title}${owner ? `, ${owner.name}'s` : ''}` }),
  task_changed: ({ title, owner }) => ({ did: `changed the task ${title}${owner ? `, now ${owner.name}'s` : ''}` }),
  task_done: ({ title, note }) => ({ did: `finished the task ${title}`, more: noteIf(note) }),
  task_dropped: ({ title, reason }) => ({ did: `dropped the task ${title}`, more: noteIf(reason) }),
  task_reopened: ({ title }) => ({ did: `took up the task ${title} again` }),
  hypothesis_added: ({ statement }) => ({ did: `supposes: ${statement}` }),
  hypothesis_test_changed: ({ statement, runbook, block }) => ({
    did: `${runbook && block ? `will test with ${block} of ${runbook}` : 'has no diagnostic for'}: ${statement}`,
  }),
  hypothesis_tested: ({ statement, run }) => ({
    did: (
      <>
        tests with {runLink(run, 'a run')}: {statement}
      </>
    ),
  }),
  hypothesis_decided: ({ statement, outcome, run, verdict, reason }) => ({
    did: (
      <>
        {outcome}: {statement}
        {run && <> ({runLink(run, `the run came to ${verdict ?? 'no verdict'}`)})</>}
      </>
    ),
    more: noteIf(reason),
  }),
  hypothesis_reopened: ({ statement, reason }) => ({ did: `took up again: ${statement}`, more: noteIf(reason) }),
  investigation_step_changed: ({ step, state, note }) => ({ did: `${STEP_DID[state]}: ${STEP_WORDS[step]}`, more: noteIf(note) }),
  procedure_started: ({ title, steps }) => ({ did: `began ${title}, ${steps} steps` }),
  procedure_step_done: ({ title, step, evidence, run }) => ({
    did: (
      <>
        did {step}, of {title}
        {run && <> ({runLink(run, 'the run')})</>}
      </>
    ),
    more: noteIf(evidence),
  }),
  procedure_step_failed: ({ title, step, evidence, run }) => ({
    did: (
      <>
        failed at “{step}”, of {title}
        {run && <> ({runLink(run, 'the run')})</>}
      </>
    ),
    more: noteIf(evidence),
  }),
  procedure_step_skipped: ({ title, step, reason }) => ({ did: `skipped ${step}, of ${title}`, more: noteIf(reason) }),
  procedure_completed: ({ title }) => ({ did: `completed ${title}` }),
  procedure_stopped: ({ title, reason }) => ({ did: `stopped ${title}`, more: noteIf(reason) }),
  action_item_added: ({ item, title, owner }) => ({
    did: (
      <>
        added the action item {itemLink(item, title)}
        {owner && `, ${owner.name}'s`}
      </>
    ),
  }),
  action_item_done: ({ item, title }) => ({ did: <>finished the action item {itemLink(item, title)}</> }),
  action_item_verified: ({ item, title, run }) => ({
    did: (
      <>
        verified the action item {itemLink(item, title)}
        {run && <> by {runLink(run, 'a run')}</>}
      </>
    ),
  }),
  action_item_reopened: ({ item, title, reason }) => ({
    did: <>took up the action item {itemLink(item, title)} again</>,
    more: noteIf(reason),
  }),
};
