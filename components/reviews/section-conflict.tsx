import { TextDiff } from '@/components/comms/text-diff';
import { Button } from '@/components/ui/button';
import type { DocumentSection } from '@/domain/reviews/document/schema';
import { bothTexts } from '@/domain/reviews/sections/rules';

type SectionConflictProps = { mine: string; section: DocumentSection; onSettle: (text: string) => void };

/** Somebody saved this section while it was being written: both texts, and what may become of them. Nothing is saved by choosing. */
export function SectionConflict({ mine, section, onSettle }: SectionConflictProps) {
  const { title, body: theirs, editedBy } = section;
  return (
    <section role="alert" aria-label={`Two versions of ${title}`} className="grid gap-2 border-l-2 border-warn bg-surface p-3">
      <p>
        <strong>{editedBy ?? 'Somebody'} has changed this since you began.</strong> Both texts are here; choose what to go on with.
      </p>
      <TextDiff before={theirs} after={mine} label={`What yours changes in ${editedBy ?? 'theirs'}`} />
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onSettle(bothTexts(theirs, mine))}>Both, to be put in order</Button>
        <Button onClick={() => onSettle(mine)}>Mine</Button>
        <Button onClick={() => onSettle(theirs)}>Theirs</Button>
      </div>
    </section>
  );
}
