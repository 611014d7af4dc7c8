'use client';
import { useRef, useState } from 'react';
import { reviewGuide } from '@/actions/runbooks';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { callAction } from '@/components/ui/use-action';
import type { GuideReview as Review } from '@/domain/runbooks/import/review-guide';
import { DropZone } from './drop-zone';
import { GuideReview } from './guide-review';
import { type Dropped, readDropped } from './read-dropped';

/** One dropped file on its way to being a runbook. */
type Guide = { key: number; dropped: Dropped; review?: Review; refused?: string };

const SERVICE = /^[a-z0-9-]{1,64}$/;

/** Drop guides, look at each block by block, accept: the whole of an import in the browser. */
export function ImportDesk({ services }: { services: string[] }) {
  const [service, setService] = useState('');
  const [guides, setGuides] = useState<Guide[]>([]);
  const [reading, setReading] = useState(false);
  const nextKey = useRef(1);
  const isService = SERVICE.test(service);

  async function look(dropped: Dropped): Promise<Guide> {
    const key = nextKey.current++;
    if ('refused' in dropped) return { key, dropped, refused: dropped.refused };
    const result = await callAction(reviewGuide, { ...dropped, service });
    if (result.ok) return { key, dropped, review: result.value };
    const { details, message } = result.error;
    return { key, dropped, refused: details?.find(({ field }) => field === 'content')?.message ?? message };
  }

  async function take(files: File[]) {
    if (!files.length) return;
    setReading(true);
    for (const dropped of await readDropped(files)) {
      const guide = await look(dropped);
      setGuides((before) => [...before, guide]);
    }
    setReading(false);
  }

  const leave = (key: number) => setGuides((before) => before.filter((guide) => guide.key !== key));

  return (
    <div className="grid gap-6 pb-16">
      <div className="grid items-end gap-4 sm:grid-cols-[16rem_minmax(0,1fr)]">
        <Field
          label="Service"
          hint="the folder of the runbooks"
          error={service && !isService ? 'Lower-case letters, digits and - only.' : undefined}
        >
          {(control) => (
            <>
              <Input
                {...control}
                value={service}
                onChange={(event) => setService(event.target.value.trim())}
                list="services"
                autoFocus
                maxLength={64}
              />
              <datalist id="services">
                {services.map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <DropZone onFiles={take} disabled={!isService || reading} />
      </div>
      <div aria-live="polite" className="text-ink-2">
        {reading ? 'Reading…' : !isService && !service ? 'Name the service first.' : ''}
      </div>
      {guides.map(({ key, dropped, review, refused }) =>
        review && 'content' in dropped ? (
          <GuideReview key={key} dropped={dropped} first={review} onLeave={() => leave(key)} />
        ) : (
          <p key={key} role="alert" className="border-l-2 border-fail pl-3">
            <span className="font-mono text-sm">{dropped.source}</span> <span className="text-fail">{refused}</span>
          </p>
        ),
      )}
    </div>
  );
}
