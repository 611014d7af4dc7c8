'use client';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Time } from '@/components/ui/time';
import type { DocumentSection } from '@/domain/reviews/document/schema';
import { SECTIONS } from '@/domain/reviews/sections/rules';
import { blamelessHints } from '@/domain/reviews/words/blameless/rules';
import type { TextNode } from '@/domain/reviews/words/text-tree';
import { Hints } from './hints';
import { ReviewText } from './review-text';
import { hasWritten } from './use-written';

const SectionEditor = lazy(() => import('./section-editor'));

type ReviewSectionProps = {
  number: number;
  section: DocumentSection;
  nodes: readonly TextNode[];
  /** What the facts say now, where that is something else than when it was written. */
  newDraft: { body: string; nodes: readonly TextNode[] } | null;
  mayEdit: boolean;
  /** It waits for approval, or has it. */
  submitted: boolean;
  /** Quotes and comments that belong to it. */
  children: ReactNode;
};

/** A part of the document: what it says, and a field to write it in. What is being written is never overwritten by what others do. */
export function ReviewSection({ number, section, nodes, newDraft, mayEdit, submitted, children }: ReviewSectionProps) {
  const [editing, setEditing] = useState(false);
  const [left, setLeft] = useState(false);
  const { key, title, written, editedBy, editedAt } = section;
  useEffect(() => {
    if (!editing) setLeft(hasWritten(number, key));
  }, [number, key, editing]);
  const write = left ? 'Go on writing' : 'Edit';
  const hints = written ? blamelessHints(section.body) : [];
  return (
    <section aria-labelledby={`section-${key}`} className="border-t border-line py-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={`section-${key}`} className="text-lg font-semibold tracking-tight">
          {title}
        </h2>
        <span className="flex items-center gap-3 text-sm text-ink-3">
          {written && editedBy && editedAt ? (
            <span>
              {editedBy}, <Time at={editedAt} />
            </span>
          ) : (
            section.body && 'from the facts'
          )}
          {mayEdit && !editing && (
            <Button
              size="sm"
              data-item
              data-command={`${write} ${title}`}
              aria-label={`${write} ${title}`}
              onClick={() => setEditing(true)}
            >
              {write}
            </Button>
          )}
        </span>
      </div>
      {(editing || !section.body) && (
        <p className="max-w-[70ch] text-ink-3">{mayEdit || editing ? SECTIONS[key].help : 'Nothing was written.'}</p>
      )}
      {editing ? (
        <Suspense fallback={<ReviewText nodes={nodes} />}>
          <SectionEditor number={number} section={section} nodes={nodes} submitted={submitted} onClose={() => setEditing(false)} />
        </Suspense>
      ) : (
        <div className="mt-1">
          <ReviewText nodes={nodes} />
        </div>
      )}
      {newDraft && !editing && (
        <Disclosure summary="The facts say something else since this was written" className="mt-2">
          <div className="mt-1 border-l-2 border-line pl-3">
            <ReviewText nodes={newDraft.nodes} />
          </div>
        </Disclosure>
      )}
      {hints.length > 0 && !editing && mayEdit && <Hints hints={hints} />}
      <div className="mt-2 flex flex-wrap items-start gap-x-1 gap-y-3 empty:hidden">{children}</div>
    </section>
  );
}
