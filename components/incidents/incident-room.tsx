'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { LivePage } from '@/components/live/live-page';
import { LiveNotice } from '@/components/live/live-state';
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

type IncidentRoomProps = {
  incident: IncidentView;
  items: TimelineItem[];
  me: string;
  may: Rights;
  meanings: SeverityMeaning[];
  /** The line of clocks under the header. */
  clocks: ReactNode;
  /** Drawn by the server: the runbook with its blocks, and the facts. */
  runbook: ReactNode;
  workflow: ReactNode;
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

function Room({ incident: base, items: initial, me, may, meanings, clocks, runbook, workflow, details }: IncidentRoomProps) {
  const { incident, items, take, refresh, earlier, loadEarlier, loadingEarlier } = useTimeline({ base, items: initial });
  const { notes, send } = useSentNotes(me);
  const runs = useRuns();
  const parts: RoomPart[] = [
    { id: 'runbook', label: 'Runbook', content: runbook },
    { id: 'workflow', label: 'Workflow', content: workflow },
    { id: 'details', label: 'Details', content: details },
  ];
  useRedraw(`${incident.severity} ${incident.status}`);
  return (
    <div data-room className="flex min-h-0 grow flex-col">
      <IncidentHeader incident={incident} may={may} meanings={meanings} onChanged={refresh} />
      {clocks}
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
