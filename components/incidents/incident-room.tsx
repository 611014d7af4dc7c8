'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { PromiseBanner } from '@/components/comms/promise-banner';
import type { UpdateRights } from '@/components/comms/update-rights';
import { LivePage } from '@/components/live/live-page';
import { LiveNotice } from '@/components/live/live-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { isOpen } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import type { Rights } from './incident-actions';
import { IncidentHeader } from './incident-header';
import { NoteBox } from './note-box';
import { RoomPanes, type RoomPart } from './room-panes';
import type { SeverityMeaning } from './severity-choice';
import { Timeline } from './timeline';
import { useRuns } from './use-runs';
import { useSentNotes } from './use-sent-notes';
import { useTimeline } from './use-timeline';

const UpdatesTab = lazy(() => import('@/components/comms/updates-tab'));

type IncidentRoomProps = {
  incident: IncidentView;
  items: TimelineItem[];
  me: string;
  may: Rights;
  /** What the reader may do with updates. */
  updates: UpdateRights;
  meanings: SeverityMeaning[];
  /** Drawn by the server: the runbook with its blocks, and the facts. */
  runbook: ReactNode;
  details: ReactNode;
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

function Room({ incident: base, items: initial, me, may, updates, meanings, runbook, details }: IncidentRoomProps) {
  const { incident, items, take, refresh, earlier, loadEarlier, loadingEarlier } = useTimeline({ base, items: initial });
  const { notes, send } = useSentNotes(me);
  const runs = useRuns();
  const parts: RoomPart[] = [
    { id: 'runbook', label: 'Runbook', content: runbook },
    {
      id: 'updates',
      label: 'Updates',
      content: (
        <Suspense fallback={<SkeletonRows rows={6} />}>
          <UpdatesTab number={incident.number} rights={updates} />
        </Suspense>
      ),
    },
    { id: 'details', label: 'Details', content: details },
  ];
  useRedraw(`${incident.severity} ${incident.status}`);
  return (
    <div data-room className="flex min-h-0 grow flex-col">
      <IncidentHeader incident={incident} may={may} meanings={meanings} onChanged={refresh} />
      <LiveNotice className="px-4" />
      {isOpen(incident.status) && <PromiseBanner number={incident.number} mayWrite={updates.draft} />}
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
