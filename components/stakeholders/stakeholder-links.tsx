'use client';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { revokeStakeholderLink } from '@/actions/stakeholders';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import { Button } from '@/components/ui/button';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Time } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { StakeholderLinkView } from '@/domain/stakeholders/schema';

const NewLinkDialog = lazy(() => import('./new-link-dialog'));

/** The links that show this incident outside the console; for who may manage them. */
export function StakeholderLinks({ number }: { number: number }) {
  const [making, setMaking] = useState(false);
  const { data, error } = useRoomQuery<{ items: StakeholderLinkView[] }>(number, 'stakeholder-links', (type) =>
    type.startsWith('stakeholder_link_'),
  );
  return (
    <section aria-label="Links for stakeholders" className="pt-6">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1 pb-2">
        <div>
          <h2 className="font-medium">Links for stakeholders</h2>
          <p className="text-ink-2">
            Whoever has one sees title, severity, status, service, impact and commander, and reads what was sent to stakeholders and
            customers; nothing else.
          </p>
        </div>
        <Button onClick={() => setMaking(true)} data-command="New stakeholder link">
          New link
        </Button>
      </div>
      {error && <p className="text-fail">{error.message}</p>}
      {!data && !error && <SkeletonRows rows={1} label="Loading links" />}
      {data && data.items.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {data.items.map((link) => (
            <LinkLine key={link.id} number={number} link={link} />
          ))}
        </ul>
      )}
      {making && (
        <Suspense>
          <NewLinkDialog number={number} onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </section>
  );
}

function LinkLine({ number, link }: { number: number; link: StakeholderLinkView }) {
  const cache = useQueryClient();
  const { run, pending } = useAction(async (raw: { id: string }) => {
    const result = await revokeStakeholderLink(raw);
    if (!result.ok) toast(result.error.message);
    return result;
  });
  const revoke = async () => {
    await run({ id: link.id });
    await cache.invalidateQueries({ queryKey: ['incident', number, 'stakeholder-links'] });
  };
  return (
    <li className="flex items-center gap-3 py-1.5">
      <div className={link.state === 'active' ? 'min-w-0 flex-1' : 'min-w-0 flex-1 text-ink-3'}>
        <p className="font-medium break-words">{link.label}</p>
        <p className="text-sm text-ink-3">
          by {link.createdBy} ·{' '}
          {link.lastSeenAt ? (
            <>
              last opened <Time at={link.lastSeenAt} />
            </>
          ) : (
            'not opened yet'
          )}
        </p>
      </div>
      {link.state === 'active' ? (
        <>
          <span className="text-sm text-ink-2">
            ends <Time at={link.expiresAt} />
          </span>
          <Button size="sm" pending={pending} onClick={revoke} aria-label={`Revoke ${link.label}`}>
            Revoke
          </Button>
        </>
      ) : (
        <span className="text-sm">{link.state === 'revoked' ? 'revoked' : 'has run out'}</span>
      )}
    </li>
  );
}
