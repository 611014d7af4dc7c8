import type { ReactNode } from 'react';
import { RunDeskProvider } from '@/components/diagnostics/run-desk-provider';
import { StaleNotice } from '@/components/rehearsal/stale-notice';
import { CopyCode } from './copy-code';
import { nextSteps } from './next-steps';
import { offersOf, prefilled } from './offers';
import { Problems } from './problems';
import { RunbookBody } from './runbook-body';
import type { RunbookProps } from './runbook-props';

/** A runbook that can be run: its text, blocks, output. Stands inside a LivePage. */
export function RunbookDocument(props: RunbookProps) {
  return (
    <RunbookDesk {...props}>
      <RunbookArticle {...props} />
    </RunbookDesk>
  );
}

/** What of a page shares one runbook's runs and inputs. */
export function RunbookDesk({
  runbook,
  incident,
  lastRuns,
  rights,
  environments,
  schedules,
  children,
}: RunbookProps & { children: ReactNode }) {
  const settings = {
    runbook: runbook.slug,
    ...(incident ? { incident: incident.number } : {}),
    rights,
    offers: offersOf(runbook, environments),
    lastRuns,
    prefilled: prefilled(runbook.inputs, incident),
    schedules,
    nextSteps: nextSteps(runbook.tree, runbook.blocks),
  };
  return <RunDeskProvider settings={settings}>{children}</RunDeskProvider>;
}

export function RunbookArticle(props: RunbookProps) {
  return (
    <article className="min-w-0 text-md leading-6.5" data-list>
      <Problems problems={props.runbook.problems} place="file" />
      <StaleNotice stale={props.stale} />
      <RunbookBody {...props} />
      <CopyCode />
    </article>
  );
}
