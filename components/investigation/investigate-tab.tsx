'use client';
import type { IncidentView } from '@/domain/incidents/schema';
import { Hypotheses } from './hypotheses';
import { Steps } from './steps';
import { Tasks } from './tasks';

type InvestigateTabProps = { incident: IncidentView; me: { id: string | null; name: string }; mayWork: boolean };

/** What is worked on: the step, the supposed causes with their tests, and who does what until when. */
export default function InvestigateTab({ incident, me, mayWork }: InvestigateTabProps) {
  const { number } = incident;
  return (
    <div className="grid max-w-[90ch] gap-8 pt-4">
      <Steps number={number} mayWork={mayWork} />
      <Hypotheses number={number} runbook={incident.runbook} mayWork={mayWork} />
      <Tasks number={number} me={me} mayWork={mayWork} />
    </div>
  );
}
