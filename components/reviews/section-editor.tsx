'use client';
import { useRouter } from 'next/navigation';
import type { KeyboardEvent } from 'react';
import { editSection } from '@/actions/reviews';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import type { DocumentSection } from '@/domain/reviews/document/schema';
import { blamelessHints } from '@/domain/reviews/words/blameless/rules';
import type { TextNode } from '@/domain/reviews/words/text-tree';
import { Hints } from './hints';
import { ReviewText } from './review-text';
import { SectionConflict } from './section-conflict';
import { usePreview } from './use-preview';
import { useWritten } from './use-written';

type SectionEditorProps = {
  number: number;
  section: DocumentSection;
  nodes: readonly TextNode[];
  /** It waits for approval, or has it: to save takes that away. */
  submitted: boolean;
  onClose: () => void;
};

/** Writes one section beside how it will look. Somebody else's change since is shown, and the person chooses what becomes of both. */
export default function SectionEditor({ number, section, nodes, submitted, onClose }: SectionEditorProps) {
  const router = useRouter();
  const { written, setWritten, forget } = useWritten(number, section.key, { body: section.body, base: section.revision });
  const { body, base } = written;
  const { run, pending, message, clear } = useAction(editSection);
  const preview = usePreview(body, nodes);
  const conflict = section.revision !== base;
  const save = async (text: string | null) => {
    if (await run({ number, section: section.key, revision: base, body: text })) close();
    // Refused or not, what stands there now is shown.
    router.refresh();
  };
  const close = () => {
    forget();
    onClose();
  };
  const settle = (text: string) => {
    setWritten({ body: text, base: section.revision });
    clear();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !conflict) {
      event.preventDefault();
      void save(body);
    } else if (event.key === 'Escape' && body === section.body) close();
  };
  return (
    <div className="mt-2 grid gap-3">
      <div className="grid gap-4 wide:grid-cols-2">
        <Textarea
          aria-label={section.title}
          value={body}
          rows={8}
          maxLength={50_000}
          // What is typed while it is saved would be lost with the field.
          readOnly={pending}
          autoFocus
          className="max-h-[60vh] min-h-48 font-mono text-sm"
          onChange={(event) => setWritten({ body: event.target.value, base })}
          onKeyDown={onKeyDown}
        />
        <section aria-label={`Preview of ${section.title}`} className="min-w-0 border-l border-line pl-4">
          <ReviewText nodes={preview} />
          <Hints hints={blamelessHints(body)} />
        </section>
      </div>
      {conflict && <SectionConflict mine={body} section={section} onSettle={settle} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" pending={pending} disabled={conflict} title="Ctrl Enter" onClick={() => save(body)}>
          Save
        </Button>
        <Button onClick={close}>Discard</Button>
        {section.written && (
          <Button look="quiet" pending={pending} disabled={conflict} onClick={() => save(null)}>
            Back to what the facts say
          </Button>
        )}
        {submitted && (
          <span className="text-sm text-warn">▲ Saving makes it a draft again: an approval is for the words that were read.</span>
        )}
        <FormError message={conflict ? undefined : message} />
      </div>
    </div>
  );
}
