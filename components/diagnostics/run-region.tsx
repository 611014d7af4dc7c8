'use client';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { CloseIcon } from '@/components/ui/icons';
import type { RunView } from '@/domain/diagnostics/schema';
import { CancelButton } from './cancel-button';
import { Compared } from './compared';
import { FollowUp } from './follow-up';
import type { Offer } from './run-desk';
import { useDesk } from './run-desk-provider';
import { RunHeadline, RunResult } from './run-result';
import { SeenBefore } from './seen-before';
import { WhatNext } from './what-next';

/** What a run came to, under its block: the verdict and what decided it, its result, its output. */
export function RunRegion({ offer, run }: { offer: Offer; run: RunView }) {
  const desk = useDesk();
  return (
    <section aria-label={`Output of ${offer.title}`} className="pt-1 pb-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 pb-1">
        <RunHeadline run={run} />
        {run.contentHash !== offer.contentHash && <span className="text-sm text-warn">of an earlier version of this block</span>}
        <span className="ml-auto flex items-center gap-1 self-center">
          {run.id && !run.endedAt && desk.settings.rights.cancel && <CancelButton run={run} />}
          {run.id && (
            <Link href={`/runs/${run.id}`} prefetch={false} className={buttonClass('quiet', 'sm')}>
              Permalink
            </Link>
          )}
          {run.endedAt && (
            <IconButton label={`Close the output of ${offer.title}`} onClick={() => desk.show(offer.id, null)}>
              <CloseIcon />
            </IconButton>
          )}
        </span>
      </div>
      {run.endedAt && <WhatNext offer={offer} run={run} />}
      <SeenBefore run={run} />
      <RunResult run={run} />
      <Compared run={run} />
      {run.endedAt && <FollowUp offer={offer} run={run} />}
    </section>
  );
}
