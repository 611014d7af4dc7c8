'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ComponentProps, lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { PromiseBanner } from '@/components/comms/promise-banner';
import type { UpdateRights } from '@/components/comms/update-rights';
import { WriteUpdateCommand } from '@/components/comms/write-update-command';
import type { SeverityAsks } from '@/components/incidents/details/incident-details';
import type { Rights } from '@/components/incidents/lifecycle/rights';
import { NoteBox } from '@/components/incidents/notes/note-box';
import { useSentNotes } from '@/components/incidents/notes/use-sent-notes';
import type { Me } from '@/components/incidents/people/me';
import { usePresence } from '@/components/incidents/people/use-presence';
import { type FirstEvents, StreamedTimeline, TimelineSkeleton } from '@/components/incidents/timeline/streamed-timeline';
import { TimelineDeskProvider } from '@/components/incidents/timeline/timeline-desk';
import { useTimeline } from '@/components/incidents/timeline/use-timeline';
import { LivePage } from '@/components/live/live-page';
import { LiveNotice } from '@/components/live/live-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useRedraw } from '@/components/ui/use-redraw';
import { isOpen } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import { IncidentHeader } from './incident-header';
import { RoomPanes, type RoomPart } from './room-panes';
import { useRuns } from './use-runs';

const InvestigateTab = lazy(() => import('@/components/investigation/investigate-tab'));
const SimilarIncidents = lazy(() => import('@/components/reviews/similar-incidents'));
const UpdatesTab = lazy(() => import('@/components/comms/updates-tab'));
const PeopleTab = lazy(() => import('@/components/incidents/people/people-tab'));
const ItemsSection = lazy(() => import('@/components/action-items/items-section'));
const IncidentDetails = lazy(() => import('@/components/incidents/details/incident-details'));

type IncidentRoomProps = {
  incident: IncidentView;
  /** The newest events, when they are there as soon as the page. */
  first: FirstEvents | Promise<FirstEvents>;
  me: Me;
  may: Rights;
  /** What the reader may do with updates. */
  updates: UpdateRights;
  meanings: SeverityAsks[];
  /** The line of clocks under the header. */
  clocks: ReactNode;
  /** Drawn by the server: the runbook with its blocks, and the picture of the workflow. */
  runbook: ReactNode;
  workflow: ReactNode;
  /** What left the room, and who is shown it. */
  outside: ReactNode;
  /** Who can be asked for help. */
  contacts: ReactNode;
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

function Room(props: IncidentRoomProps) {
  const { incident: base, first, me, may, updates, meanings, clocks, runbook, workflow, outside, contacts } = props;
  const { incident, items, take, refresh } = useTimeline(base);
  const { notes, send } = useSentNotes(me.name);
  const runs = useRuns();
  const presence = usePresence();
  const { number, merged } = incident;
  const streamed = { number, merged, first, lastSeq: base.lastSeq, items, take, runs, notes };
  const parts: RoomPart[] = [
    { id: 'runbook', label: 'Runbook', content: runbook },
    {
      id: 'investigate',
      label: 'Investigate',
      content: (
        <Later>
          <InvestigateTab incident={incident} me={me} mayWork={may.investigate} />
          <SimilarIncidents number={number} />
        </Later>
      ),
    },
    {
      id: 'updates',
      label: 'Updates',
      content: (
        <Later>
          <UpdatesTab number={number} rights={updates} />
          {outside}
        </Later>
      ),
    },
    {
      id: 'people',
      label: 'People',
      content: (
        <Later>
          <PeopleTab incident={incident} me={me} presence={presence} may={may} onChanged={refresh} />
          {contacts}
        </Later>
      ),
    },
    { id: 'workflow', label: 'Workflow', content: workflow },
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
          {!isOpen(incident.status) && <ItemsSection number={number} mayEdit={may.investigate} />}
        </Later>
      ),
    },
  ];
  useStanding(`${incident.severity} ${incident.status}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: take does the same each time
  const desk = useMemo(
    () => ({ number, me: me.id, mayNote: may.note, mayEditAny: may.editAnyNote, take }),
    [number, me.id, may.note, may.editAnyNote],
  );
  return (
    <div data-room className="flex min-h-0 grow flex-col">
      <IncidentHeader incident={incident} me={me} may={may} meanings={meanings} presence={presence} onChanged={refresh} />
      {clocks}
      <LiveNotice className="px-4" />
      {updates.draft && <WriteUpdateCommand />}
      {isOpen(incident.status) && <PromiseBanner number={incident.number} mayWrite={updates.draft} />}
      <RoomPanes
        timeline={
          <TimelineDeskProvider value={desk}>
            <WhenThere {...streamed} />
          </TimelineDeskProvider>
        }
        note={
          may.note && <NoteBox incident={incident} me={me} may={may} meanings={meanings} onSend={send} onAdded={(item) => take([item])} />
        }
        parts={parts}
      />
    </div>
  );
}

/** Events that came with the page are drawn in it, also without scripts; what is waited for takes their place when it comes. */
function WhenThere(streamed: ComponentProps<typeof StreamedTimeline>) {
  if (!(streamed.first instanceof Promise)) return <StreamedTimeline {...streamed} />;
  return (
    <Suspense fallback={<TimelineSkeleton />}>
      <StreamedTimeline {...streamed} />
    </Suspense>
  );
}

/** A part whose code is loaded when it is first opened. */
const Later = ({ children }: { children: ReactNode }) => <Suspense fallback={<SkeletonRows rows={6} />}>{children}</Suspense>;

/** The server draws what depends on how the incident stands: the rights to run, the facts. */
function useStanding(standing: string): void {
  const redraw = useRedraw();
  const drawn = useRef(standing);
  useEffect(() => {
    if (drawn.current === standing) return;
    drawn.current = standing;
    redraw();
  }, [standing, redraw]);
}
