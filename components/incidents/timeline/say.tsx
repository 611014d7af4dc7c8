import type { ReactNode } from 'react';
import { NoteText } from '@/components/incidents/notes/note-text';

/** "changed the status from Investigating to Identified". */
export function Changed({ what, from, to }: { what: string; from: ReactNode; to: ReactNode }) {
  return (
    <>
      changed the {what} from {from} to {to}
    </>
  );
}

type ResolutionProps = { rootCause: string | null; resolution: string | null; prevention: string | null };

/** Root cause, resolution and prevention, each under its word. */
export function Resolution({ rootCause, resolution, prevention }: ResolutionProps) {
  const parts = [
    ['Root cause', rootCause],
    ['Resolution', resolution],
    ['Prevention', prevention],
  ] as const;
  return (
    <dl className="grid gap-2">
      {parts.map(
        ([word, text]) =>
          text && (
            <div key={word}>
              <dt className="text-sm text-ink-3">{word}</dt>
              <dd>
                <NoteText body={text} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
