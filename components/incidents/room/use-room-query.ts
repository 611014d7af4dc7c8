import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useLive } from '@/components/live/live-page';
import type { TimelineItem } from '@/domain/incidents/timeline-event';

async function read<T>(path: string): Promise<T> {
  const answer = await fetch(path, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`The console answered ${answer.status}. Reload the page.`);
  return answer.json();
}

/**
 * A part of the incident that is read from `/api/v1/incidents/{number}/{part}`, and anew when an event says that it changed or
 * the line is back after a break. `initial` is what came with the page.
 */
export function useRoomQuery<T>(number: number, part: string, changedBy: (type: TimelineItem['type']) => boolean, initial?: T) {
  const cache = useQueryClient();
  const queryKey = ['incident', number, part];
  const heard = useRef(0);
  const again = () => {
    heard.current++;
    cache.invalidateQueries({ queryKey });
  };
  useLive('message', ({ type }) => {
    if (changedBy(type)) again();
  });
  useLive('resume', () => again());
  // A first reading is not begun anew by an event that comes meanwhile, and may have been answered before it.
  const readUntilQuiet = async (): Promise<T> => {
    for (;;) {
      const before = heard.current;
      const found = await read<T>(`/api/v1/incidents/${number}/${part}`);
      if (heard.current === before) return found;
    }
  };
  return useQuery<T>({
    queryKey,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: readUntilQuiet,
    ...(initial ? { initialData: initial } : {}),
  });
}
