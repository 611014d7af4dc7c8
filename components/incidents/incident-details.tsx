import Link from 'next/link';
import type { ReactNode } from 'react';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Time } from '@/components/ui/time';
import type { IncidentView } from '@/domain/incidents/schema';
import { NoteText } from './note-text';
import { Resolution } from './say';
import type { SeverityMeaning } from './severity-choice';

/** All that a severity's policy asks, in its words. */
export type SeverityAsks = SeverityMeaning & { escalation: string; communication: string };

type IncidentDetailsProps = { incident: IncidentView; policy?: SeverityAsks };

/** The facts that need no room in the header, and what the severity asks. */
export function IncidentDetails({ incident, policy }: IncidentDetailsProps) {
  const { summary, declaredAt, declaredBy, acknowledgedAt, acknowledgedBy, resolvedAt, service, runbook } = incident;
  return (
    <div className="grid max-w-[80ch] gap-6 pt-4">
      {incident.rootCause && (
        <Resolution rootCause={incident.rootCause} resolution={incident.resolution} prevention={incident.prevention} />
      )}
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <Fact name="Summary">{summary ? <NoteText body={summary} /> : <None>none was given</None>}</Fact>
        <Fact name="Service">{service ?? <None>not said</None>}</Fact>
        <Fact name="Declared">
          <Time at={declaredAt} /> by {declaredBy}
        </Fact>
        <Fact name="Acknowledged">
          {acknowledgedAt ? (
            <>
              <Time at={acknowledgedAt} /> by {acknowledgedBy}
            </>
          ) : (
            <None>not yet</None>
          )}
        </Fact>
        {resolvedAt && (
          <Fact name="Resolved">
            <Time at={resolvedAt} />
          </Fact>
        )}
        {runbook && (
          <Fact name="Declared from">
            <Link href={`/runbooks/${runbook}`} className="link">
              {runbook}
            </Link>
          </Fact>
        )}
      </dl>
      {policy && <Asked policy={policy} />}
    </div>
  );
}

function Asked({ policy }: { policy: SeverityAsks }) {
  return (
    <section aria-label="What this severity asks">
      <h2 className="mb-1 font-medium">
        <SeverityMark severity={policy.severity} /> {policy.label}: {policy.definition}
      </h2>
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <Fact name="Response">{policy.response}</Fact>
        <Fact name="Escalation">{policy.escalation}</Fact>
        <Fact name="Communication">{policy.communication}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 max-sm:mb-1">{children}</dd>
    </>
  );
}

const None = ({ children }: { children: ReactNode }) => <span className="text-ink-3">{children}</span>;
