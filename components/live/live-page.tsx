'use client';
import { createContext, type ReactNode, use, useCallback, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import type { RunView } from '@/domain/diagnostics/schema';
import type { LiveEnd, LiveState } from './live-connection';
import { LiveHub, type LiveMessages, type LiveType } from './live-hub';
import type { OutputLog } from './output-log';

const LiveContext = createContext<LiveHub | null>(null);
let current: LiveHub | undefined;

/** The page's one live stream, and everything under it hears it: `<LivePage path="/live/runbooks/oatie/pool">`. One a page. */
export function LivePage({ path, children }: { path: string; children: ReactNode }) {
  const [hub] = useState(() => new LiveHub());
  // Effects of children run first, and may already ask for a run.
  if (typeof window !== 'undefined') current = hub;
  useEffect(() => hub.open(path), [hub, path]);
  return <LiveContext value={hub}>{children}</LiveContext>;
}

/** Calls back for each message of this type while mounted; the latest handler is used. */
export function useLive<T extends LiveType>(type: T, handler: (value: LiveMessages[T]) => void): void {
  const hub = use(LiveContext);
  const onMessage = useEffectEvent(handler);
  useEffect(() => hub?.on(type, (value) => onMessage(value)), [hub, type]);
}

const never = () => () => {};

/** Whether the page hears what happens: lost means that it has tried for three seconds, or was refused. */
export function useLiveState(): LiveState {
  const hub = use(LiveContext);
  return useSyncExternalStore(
    hub?.onState ?? never,
    () => hub?.state ?? 'connecting',
    () => 'connecting',
  );
}

/** Why it will not come back, when it will not. */
export function useLiveEnd(): LiveEnd | undefined {
  const hub = use(LiveContext);
  return useSyncExternalStore(
    hub?.onState ?? never,
    () => hub?.end,
    () => undefined,
  );
}

/** Asks for the output of a run that someone else started, or that was running before this page opened, from its first byte. */
export function watchRun(run: string): void {
  current?.watch(run);
}

/** Makes sure that a run's output is here or on its way, then is its reader. */
export function useRunOutput(run: RunView | string): { log: OutputLog | undefined; unreachable: boolean } {
  const hub = use(LiveContext);
  const id = typeof run === 'string' ? run : run.id;
  // Asked once for each run: that it has ended meanwhile changes nothing.
  const ask = useEffectEvent((wanted: string) => hub?.ensure(typeof run === 'string' ? wanted : run));
  useEffect(() => ask(id), [id]);
  return { log: useRunLog(id), unreachable: hub?.logs.unreachable.has(id) ?? false };
}

/** A run's output as this page has it; draws anew as it grows, at most once a frame. */
function useRunLog(run: string): OutputLog | undefined {
  const hub = use(LiveContext);
  const subscribe = useCallback((reader: () => void) => hub?.logs.subscribe(run, reader) ?? (() => {}), [hub, run]);
  useSyncExternalStore(
    subscribe,
    () => hub?.logs.log(run).version ?? 0,
    () => 0,
  );
  return hub?.logs.log(run);
}
