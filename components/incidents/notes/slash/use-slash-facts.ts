import { useSearchParams } from 'next/navigation';
import type { Rights } from '@/components/incidents/lifecycle/rights';
import { useBlocks } from '@/components/incidents/notes/use-blocks';
import { usePeople } from '@/components/incidents/people/use-people';
import type { SeverityMeaning } from '@/components/incidents/severity/severity-choice';
import type { IncidentView } from '@/domain/incidents/schema';
import type { SlashFacts } from './command';
import { useContacts } from './use-contacts';

type Told = {
  incident: IncidentView;
  me: { id: string | null; name: string };
  may: Rights;
  meanings: readonly SeverityMeaning[];
};

/** What commands are completed by, as the incident stands; blocks, people and contacts are asked for once a command is begun. */
export function useSlashFacts({ incident, me, may, meanings }: Told, begun: boolean): { facts: SlashFacts; runbook: string | null } {
  const chosen = useSearchParams().get('runbook');
  const runbook = chosen?.includes('/') ? chosen : incident.runbook;
  const blocks = useBlocks(begun ? runbook : null);
  const people = usePeople(me, begun);
  const contacts = useContacts(begun);
  const { status, severity, lastSeq } = incident;
  return { facts: { status, severity, newest: lastSeq, severities: meanings, people, contacts, blocks, may }, runbook };
}
