import type { ReactNode } from 'react';
import { STATUS_WORDS } from '@/components/incidents/lifecycle/status-words';
import { NoteText } from '@/components/incidents/notes/note-text';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Age, Time } from '@/components/ui/time';
import type { SharedIncident as Shared } from '@/domain/stakeholders/schema';
import type { Severity } from '@/prisma/generated/enums';

const edges = { P0: 'border-l-p0', P1: 'border-l-p1', P2: 'border-l-p2', P3: 'border-l-p3' } satisfies Record<Severity, string>;

/** An incident as those outside see it: how it stands, what they notice, what they were told, when they hear more. */
export function SharedIncident({ incident }: { incident: Shared }) {
  const { title, severity, updates } = incident;
  return (
    <>
      <header className={`border-l-4 pl-4 ${edges[severity]}`}>
        <h1 className="flex items-baseline gap-2.5 text-xl font-semibold tracking-tight">
          <SeverityMark severity={severity} />
          <span className="min-w-0 text-pretty">{title}</span>
        </h1>
        <Facts incident={incident} />
      </header>
      <NextUpdate incident={incident} />
      <section aria-label="Updates">
        <h2 className="pb-2 text-md font-semibold">Updates</h2>
        {updates.length === 0 && (
          <p className="border-y border-line py-3 text-ink-2">Nothing has been sent yet. This page follows by itself.</p>
        )}
        <ol className="divide-y divide-line border-y border-line empty:hidden">
          {updates.map(({ id, subject, body, sentAt }) => (
            <li key={id} className="py-3">
              <h3 className="flex flex-wrap items-baseline justify-between gap-x-4 pb-1">
                <span className="min-w-0 font-medium break-words">{subject}</span>
                <Time at={sentAt} className="text-sm font-normal text-ink-3" />
              </h3>
              <NoteText body={body} />
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Facts({ incident }: { incident: Shared }) {
  const { status, service, impact, startedAt, resolvedAt, commander } = incident;
  const facts: [string, ReactNode][] = [
    ['Status', STATUS_WORDS[status]],
    ['Since', <SinceWords key="since" startedAt={startedAt} resolvedAt={resolvedAt} />],
    ['Service', service],
    ['What users notice', impact],
    ['Incident commander', commander],
  ];
  return (
    <dl className="grid gap-x-4 gap-y-1 pt-3 sm:grid-cols-[auto_1fr]">
      {facts.map(
        ([word, value]) =>
          value && (
            <div key={word} className="sm:contents">
              <dt className="text-ink-3">{word}</dt>
              <dd className="whitespace-pre-line">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

const SinceWords = ({ startedAt, resolvedAt }: { startedAt: string; resolvedAt: string | null }) => (
  <>
    <Time at={startedAt} form="clock" /> (<Time at={startedAt} />)
    {resolvedAt && (
      <>
        , lasted <Age since={startedAt} until={resolvedAt} />
      </>
    )}
  </>
);

function NextUpdate({ incident: { nextUpdateAt, resolvedAt } }: { incident: Shared }) {
  if (!nextUpdateAt || resolvedAt) return null;
  return (
    <p className="border-y border-line py-3">
      Next update by <Time at={nextUpdateAt} form="clock" className="font-medium" /> (<Time at={nextUpdateAt} />)
    </p>
  );
}
