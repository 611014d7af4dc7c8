'use client';
import Link from 'next/link';
import { useState } from 'react';
import { listAddress } from '@/components/incidents/list/list-address';
import { NoteText } from '@/components/incidents/notes/note-text';
import type { SeverityMeaning } from '@/components/incidents/severity/severity-choice';
import { Resolution } from '@/components/incidents/timeline/say';
import { Button } from '@/components/ui/button';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Time } from '@/components/ui/time';
import type { IncidentView } from '@/domain/incidents/schema';
import { EditDetailsForm } from './edit-details-form';
import { Fact, Facts, None } from './fact';
import { KIND_WORDS } from './kind-words';
import { LinksSection } from './links-section';

/** All that a severity's policy asks, in its words. */
export type SeverityAsks = SeverityMeaning & { escalation: string; communication: string };

type IncidentDetailsProps = { incident: IncidentView; policy?: SeverityAsks; mayEdit: boolean; onChanged: () => void };

/** The facts that need no room in the header, and what the severity asks; edited where they stand. */
export default function IncidentDetails({ incident, policy, mayEdit, onChanged }: IncidentDetailsProps) {
  const [editing, setEditing] = useState(false);
  const close = () => {
    setEditing(false);
    onChanged();
  };
  return (
    <div className="grid max-w-[80ch] gap-6 pt-4">
      {incident.rootCause && (
        <Resolution rootCause={incident.rootCause} resolution={incident.resolution} prevention={incident.prevention} />
      )}
      {editing ? (
        <EditDetailsForm incident={incident} onClose={close} />
      ) : (
        <section aria-label="Facts" className="grid justify-items-start gap-3">
          <Said incident={incident} />
          {mayEdit && (
            <Button size="sm" data-command="Edit details" onClick={() => setEditing(true)}>
              Edit details
            </Button>
          )}
        </section>
      )}
      <LinksSection number={incident.number} mayEdit={mayEdit} />
      {policy && <Asked policy={policy} />}
    </div>
  );
}

function Said({ incident }: { incident: IncidentView }) {
  const { summary, impact, tags, bridgeUrl, acknowledgedAt, resolvedAt, cancelledAt, runbook, severityLabel } = incident;
  const labels = Object.entries(incident.labels);
  return (
    <Facts>
      <Fact name="Summary">{summary ? <NoteText body={summary} /> : <None>none was given</None>}</Fact>
      <Fact name="Impact">{impact ? <NoteText body={impact} /> : <None>not said: what do users notice?</None>}</Fact>
      <Fact name="Service">{incident.service ?? <None>not said</None>}</Fact>
      <Fact name="Kind">{KIND_WORDS[incident.kind]}</Fact>
      {severityLabel && <Fact name="Called">{severityLabel}</Fact>}
      <Fact name="Customers">{incident.customerVisible ? 'see it' : 'do not see it'}</Fact>
      <Fact name="Tags">{tags.length > 0 ? <Tags tags={tags} /> : <None>none</None>}</Fact>
      {labels.length > 0 && (
        <Fact name="Labels">
          <span className="flex flex-wrap gap-x-4 font-mono text-sm">
            {labels.map(([name, value]) => (
              <span key={name} className="wrap-anywhere">
                {name}={value}
              </span>
            ))}
          </span>
        </Fact>
      )}
      <Fact name="Bridge">
        {bridgeUrl ? (
          <a className="link" href={bridgeUrl} rel="noreferrer noopener" target="_blank">
            {bridgeUrl}
          </a>
        ) : (
          <None>none: where do people talk?</None>
        )}
      </Fact>
      <Fact name="Began">
        <Time at={incident.startedAt} />
      </Fact>
      <Fact name="Declared">
        <Time at={incident.declaredAt} /> by {incident.declaredBy}
      </Fact>
      <Fact name="Acknowledged">
        {acknowledgedAt ? (
          <>
            <Time at={acknowledgedAt} /> by {incident.acknowledgedBy}
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
      {cancelledAt && (
        <Fact name="Cancelled">
          <Time at={cancelledAt} />
        </Fact>
      )}
      {runbook && (
        <Fact name="Declared from">
          <Link href={`/runbooks/${runbook}`} className="link">
            {runbook}
          </Link>
        </Fact>
      )}
    </Facts>
  );
}

const Tags = ({ tags }: { tags: string[] }) => (
  <span className="flex flex-wrap gap-x-3">
    {tags.map((tag) => (
      <Link key={tag} href={listAddress({ status: 'open' }, { status: 'all', tag })} className="link">
        {tag}
      </Link>
    ))}
  </span>
);

function Asked({ policy }: { policy: SeverityAsks }) {
  return (
    <section aria-label="What this severity asks">
      <h2 className="mb-1 font-medium">
        <SeverityMark severity={policy.severity} /> {policy.label}: {policy.definition}
      </h2>
      <Facts>
        <Fact name="Response">{policy.response}</Fact>
        <Fact name="Escalation">{policy.escalation}</Fact>
        <Fact name="Communication">{policy.communication}</Fact>
      </Facts>
    </section>
  );
}
