'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { LivePage } from '@/components/live/live-page';
import { LiveNotice } from '@/components/live/live-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { IncidentView } from '@/domain/incidents/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import type { Rights } from './incident-actions';
import type { SeverityAsks } from './incident-details';
import { IncidentHeader } from './incident-header';
import { NoteBox } from './note-box';
import type { Me } from './role-strip';
import { RoomPanes, type RoomPart } from './room-panes';
import { Timeline } from './timeline';
import { usePresence } from './use-presence';
import { useRuns } from './use-runs';
import { useSentNotes } from './use-sent-notes';
import { useTimeline } from './use-timeline';

const PeopleTab = lazy(() => import('./people-tab'));
const IncidentDetails = lazy(() => import('./incident-details'));

type IncidentRoomProps = {
  incident: IncidentView;
  items: TimelineItem[];
  me: Me;
  may: Rights;
  meanings: SeverityAsks[];
  /** Drawn by the server: the runbook with its blocks. */
  runbook: ReactNode;
};

/** An incident where everybody sees the same at once: one stream, one cache, the header and the note box always in view. */
export function IncidentRoom(props: IncidentRoomProps) {
  const [cache] = useState(() => new QueryClient());
  const { number, lastSeq } = props.incident;
  // The stream goes on by itself from the last event it saw; a later drawing of the page must not begin it anew.
  const [path] = useState(`/live/incidents/${number}?after=${lastSeq}`);
  return (
    <QueryClientProvider client={cache}>
      <LivePage path={path}>
        <Room {...props} />
      </LivePage>
    </QueryClientProvider>
  );
}

function Room({ incident: base, items: initial, me, may, meanings, runbook }: IncidentRoomProps) {
  const { incident, items, take, refresh, earlier, loadEarlier, loadingEarlier } = useTimeline({ base, items: initial });
  const { notes, send } = useSentNotes(me.name);
  const runs = useRuns();
  const presence = usePresence();
  const parts: RoomPart[] = [
    { id: 'runbook', label: 'Runbook', content: runbook },
    {
      id: 'people',
      label: 'People',
      content: (
        <Later>
          <PeopleTab incident={incident} me={me} presence={presence} may={may} onChanged={refresh} />
        </Later>
      ),
    },
    {
      id: 'details',
      label: 'Details',
      content: (
        <Later>
          <IncidentDetails
            incident={incident}
            policy={meanings.find(({ severity }) => severity === incident.severity)}
            mayEdit={may.edit}
            onChanged={refresh}
          />
        </Later>
      ),
    },
  ];
  useRedraw(`${incident.severity} ${incident.status}`);
  return (
    <div data-room className="flex min-h-0 grow flex-col">
      <IncidentHeader incident={incident} me={me} may={may} meanings={meanings} presence={presence} onChanged={refresh} />
      <LiveNotice className="px-4" />
      <RoomPanes
        timeline={
          <Timeline
            items={items}
            runs={runs}
            notes={notes}
            earlier={earlier}
            loadEarlier={loadEarlier}
            loadingEarlier={loadingEarlier}
            className="h-full"
          />
        }
        note={may.note && <NoteBox number={incident.number} onSend={send} onAdded={(item) => take([item])} />}
        parts={parts}
      />
    </div>
  );
}

/** A part whose code is loaded when it is first opened. */
const Later = ({ children }: { children: ReactNode }) => <Suspense fallback={<SkeletonRows rows={6} />}>{children}</Suspense>;

/** The server draws what depends on how the incident stands: the rights to run, the facts. */
function useRedraw(standing: string): void {
  const router = useRouter();
  const drawn = useRef(standing);
  useEffect(() => {
    if (drawn.current === standing) return;
    drawn.current = standing;
    router.refresh();
  }, [standing, router]);
}
