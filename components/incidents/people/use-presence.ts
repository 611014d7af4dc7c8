'use client';
import { useState } from 'react';
import { useLive } from '@/components/live/live-page';
import type { Presence } from '@/domain/incidents/people/schema';

/** Who has the room open and what is being run there, as the page's stream tells it; undefined until it has. */
export function usePresence(): Presence | undefined {
  const [presence, setPresence] = useState<Presence>();
  useLive('presence', setPresence);
  return presence;
}
