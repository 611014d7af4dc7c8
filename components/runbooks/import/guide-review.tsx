'use client';
import Link from 'next/link';
import { useState } from 'react';
import { acceptGuide, reviewGuide } from '@/actions/runbooks';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { GuideReview as Review } from '@/domain/runbooks/import/review-guide';
import { BlockReview } from './block-review';
import { GuideFacts } from './guide-facts';

type Props = { dropped: { source: string; content: string }; first: Review; onLeave: () => void };

/** One guide: what it would become, what is chosen of it, and the button that writes it. */
export function GuideReview({ dropped, first, onLeave }: Props) {
  const [review, setReview] = useState(first);
  const [fields, setFields] = useState({ name: first.name, title: first.title ?? '', owner: first.owner });
  const [asReference, setAsReference] = useState<ReadonlySet<string>>(new Set());
  const [over, setOver] = useState(false);
  const [slug, setSlug] = useState<string>();
  const again = useAction(reviewGuide, ['name']);
  const accept = useAction(acceptGuide, ['name', 'title', 'owner']);

  if (slug)
    return (
      <p className="border-l-2 border-ok pl-3" role="status">
        <span className="font-mono text-sm">{review.source}</span> is now{' '}
        <Link className="link" href={`/runbooks/${slug}`}>
          {slug}
        </Link>
        . Commit the file beside your other runbooks.
      </p>
    );

  async function lookAgain() {
    if (fields.name === review.name) return;
    const value = await again.run({ ...dropped, service: review.service, name: fields.name });
    if (value) setReview(value);
    setOver(false);
  }

  async function write() {
    const value = await accept.run({
      ...dropped,
      ...fields,
      service: review.service,
      asReference: [...asReference],
      ...(over && review.there ? { over: review.there.hash } : {}),
    });
    if (value) setSlug(value.slug);
  }

  const toggle = (id: string) =>
    setAsReference((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    onChange: (event: { target: { value: string } }) => setFields((before) => ({ ...before, [name]: event.target.value })),
  });

  return (
    <article aria-label={review.source} className="border-t border-edge pt-4">
      <GuideFacts review={review} asReference={asReference} />
      <ol className="mt-4 border-t border-line">
        {review.blocks.map((block) => (
          <BlockReview
            key={`${block.line} ${block.id ?? block.parts[0]?.text}`}
            block={block}
            asReference={asReference}
            onToggle={toggle}
          />
        ))}
      </ol>
      <div className="mt-5 grid gap-4 sm:grid-cols-3">
        <Field
          label="Name"
          hint={`runbooks/${review.service}/${fields.name}.mdx`}
          error={again.fieldError('name') ?? accept.fieldError('name')}
        >
          {(control) => <Input {...control} {...field('name')} onBlur={lookAgain} maxLength={90} />}
        </Field>
        <Field label="Title" hint="shown above the page" error={accept.fieldError('title')}>
          {(control) => <Input {...control} {...field('title')} maxLength={200} />}
        </Field>
        <Field label="Owner" hint="the team that keeps it right" error={accept.fieldError('owner')}>
          {(control) => <Input {...control} {...field('owner')} maxLength={100} />}
        </Field>
      </div>
      {review.there && (
        <div className="mt-4 border-l-2 border-warn pl-3">
          <p>
            <span className="font-mono text-sm">{review.there.file}</span> is there already,{' '}
            {review.there.by === 'import' ? 'as an earlier import left it.' : 'written or changed by hand.'}
          </p>
          <Checkbox label="Write over it" checked={over} onChange={(event) => setOver(event.target.checked)} />
        </div>
      )}
      <FormError message={accept.message ?? again.message} />
      <div className="mt-4 flex flex-wrap gap-2">
        <Button look="primary" onClick={write} pending={accept.pending} disabled={review.there !== null && !over}>
          Write the runbook
        </Button>
        <Button look="quiet" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </article>
  );
}
