import Link from 'next/link';
import { SeenInIncident } from '@/components/diagnostics/seen-in-incident';
import { RunbookChoice } from '@/components/incidents/declare/runbook-choice';
import { SuggestionRows } from '@/components/incidents/declare/suggestion-rows';
import { RunbookDocument } from '@/components/runbooks/runbook-document';
import { EmptyState } from '@/components/ui/empty-state';
import type { Context } from '@/domain/context';
import type { IncidentView } from '@/domain/incidents/schema';
import { suggestForIncident } from '@/domain/incidents/suggestions/suggest-for-incident';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';
import { runbookProps } from '../../runbooks/runbook-props';

/** Stands in the address for "let me choose another". */
const CHOOSE = 'choose';

/** The runbook that is worked through here: the one in the address, else the one the incident was declared from. */
export async function RunbookTab({ ctx, incident, chosen }: { ctx: Context; incident: IncidentView; chosen?: string }) {
  const { number, service } = incident;
  const slug = chosen === CHOOSE ? null : (chosen ?? incident.runbook);
  const open = slug ? await runbookProps(ctx, slug, incident) : null;
  if (open)
    return (
      <>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 pt-4">
          <h2 className="text-md font-semibold tracking-tight">
            <Link href={`/runbooks/${open.runbook.slug}`} className="hover:underline">
              {open.runbook.title}
            </Link>
          </h2>
          <Link href={`/incidents/${number}?runbook=${CHOOSE}`} className="link text-ink-2">
            Another runbook
          </Link>
        </div>
        <SeenInIncident number={number} />
        <RunbookDocument {...open} />
      </>
    );
  const [runbooks, suggestions] = await Promise.all([listRunbooks(), suggestForIncident(ctx, { number })]);
  if (runbooks.length === 0)
    return <EmptyState title="There are no runbooks">Add a file under runbooks/ and it appears here, without a restart.</EmptyState>;
  return (
    <>
      <SeenInIncident number={number} />
      {suggestions.length > 0 && <SuggestionRows number={number} suggestions={suggestions} />}
      <p className="pt-4 pb-2 text-ink-2">
        {slug ? `The runbook ${slug} is not here any more. Choose another:` : 'Choose a runbook to work through here:'}
      </p>
      <RunbookChoice number={number} runbooks={runbooks} service={service} />
    </>
  );
}
