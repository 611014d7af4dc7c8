'use client';
import { lazy, Suspense, useState } from 'react';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { findContacts } from '@/domain/oncall/rules';
import type { ContactView, EscalationView } from '@/domain/oncall/schema';
import { ContactWays } from './contact-ways';
import type { EscalationChoice } from './escalate-dialog';
import { LevelTimer } from './level-timer';

const EscalateDialog = lazy(() => import('./escalate-dialog'));

type EscalateSectionProps = { number: number /** Open, and the person may ask for help. */; mayEscalate: boolean; restricted: boolean };

/** Who to call for what: a question answered as it is typed; which level has it, which is next, and asking them by hand. */
export function EscalateSection({ number, mayEscalate, restricted }: EscalateSectionProps) {
  const { data, error } = useRoomQuery<EscalationView>(number, 'escalation', (type) => type === 'escalated');
  const [question, setQuestion] = useState('');
  const [asking, setAsking] = useState<EscalationChoice>();
  return (
    <section aria-label="Contacts" className="pt-4">
      <h2 className="font-medium">Who to call</h2>
      {error && <p className="text-fail">{error.message}</p>}
      {!data && !error && <SkeletonRows rows={4} label="Loading contacts" />}
      {data && (
        <>
          {mayEscalate && <LevelTimer standing={data.standing} levels={data.levels} onAsk={setAsking} />}
          <Input
            type="search"
            className="my-2 max-w-md"
            aria-label="Who do I call for"
            placeholder="database at level 2"
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
          />
          <Found contacts={findContacts(data.contacts, question)} onAsk={mayEscalate ? setAsking : undefined} />
          <TeamLinks links={data.links} />
        </>
      )}
      {asking && (
        <Suspense>
          <EscalateDialog
            number={number}
            choice={asking}
            restricted={restricted}
            mail={data?.mail ?? false}
            onClose={() => setAsking(undefined)}
          />
        </Suspense>
      )}
    </section>
  );
}

function Found({ contacts, onAsk }: { contacts: ContactView[]; onAsk?: (choice: EscalationChoice) => void }) {
  if (contacts.length === 0)
    return <p className="border-y border-line py-3 text-ink-2">Nobody is listed for that. Ask for fewer words, or a level alone.</p>;
  return (
    <ul data-list aria-label="Contacts" aria-live="polite" className="divide-y divide-line border-y border-line">
      {contacts.map((contact) => (
        <li key={contact.id} className="flex items-start gap-3 py-1.5">
          <span className="w-4 shrink-0 text-ink-3" title={`Level ${contact.level}`}>
            <span className="sr-only">Level </span>
            {contact.level}
          </span>
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{contact.name}</span>
              <span className="text-sm text-ink-3">{[contact.team, contact.areas.join(', ')].filter(Boolean).join(' · ')}</span>
            </p>
            <ContactWays name={contact.name} methods={contact.methods} />
          </div>
          {onAsk && (
            <Button size="sm" aria-label={`Ask ${contact.name}`} onClick={() => onAsk({ contact })}>
              Ask
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function TeamLinks({ links }: { links: EscalationView['links'] }) {
  if (links.length === 0) return null;
  return (
    <ul aria-label="Links of the team" className="flex flex-wrap gap-x-4 pt-2">
      {links.map(({ id, label, url }) => (
        <li key={id}>
          <a href={url} target="_blank" rel="noreferrer" className="link touch:py-2">
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
