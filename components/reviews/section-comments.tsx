'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { addComment, settleComment } from '@/actions/reviews';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import { Time } from '@/components/ui/time';
import { useAction } from '@/components/ui/use-action';
import type { DocumentComment } from '@/domain/reviews/document/schema';
import type { SectionKey } from '@/domain/reviews/sections/rules';

type SectionCommentsProps = {
  number: number;
  section: SectionKey | null;
  title: string;
  comments: readonly DocumentComment[];
  mayWrite: boolean;
};

/** What people say about a section. */
export function SectionComments({ number, section, title, comments, mayWrite }: SectionCommentsProps) {
  const [writing, setWriting] = useState(false);
  const router = useRouter();
  const { run, pending, message } = useAction(addComment);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = String(new FormData(event.currentTarget).get('body')).trim();
    if (!body || !(await run({ number, section, body }))) return;
    setWriting(false);
    router.refresh();
  };
  if (comments.length === 0 && !mayWrite) return null;
  return (
    <>
      {comments.length > 0 && (
        <ul aria-label={`Comments on ${title}`} className="grid w-full gap-2 border-l-2 border-line pl-3">
          {comments.map((comment) => (
            <Comment key={comment.id} number={number} comment={comment} maySettle={mayWrite} />
          ))}
        </ul>
      )}
      {mayWrite && !writing && (
        <Button look="quiet" size="sm" className="order-last" aria-label={`Comment on ${title}`} onClick={() => setWriting(true)}>
          Comment
        </Button>
      )}
      {writing && (
        <form onSubmit={submit} className="order-last grid w-full max-w-[70ch] gap-2">
          <Textarea name="body" aria-label={`Your comment on ${title}`} rows={2} maxLength={10_000} autoFocus required />
          <div className="flex items-center gap-2">
            <Button type="submit" size="sm" look="primary" pending={pending}>
              Add comment
            </Button>
            <Button size="sm" onClick={() => setWriting(false)}>
              Discard
            </Button>
            <FormError message={message} />
          </div>
        </form>
      )}
    </>
  );
}

function Comment({ number, comment, maySettle }: { number: number; comment: DocumentComment; maySettle: boolean }) {
  const router = useRouter();
  const { run, pending, message } = useAction(settleComment);
  const { id, by, at, body, settledBy } = comment;
  return (
    <li>
      <p className="text-sm text-ink-3">
        <span className="font-medium text-ink-2">{by}</span> <Time at={at} />
        {settledBy && <span> · settled by {settledBy}</span>}
        {!settledBy && maySettle && (
          <Button
            look="quiet"
            size="sm"
            className="ml-1"
            pending={pending}
            aria-label={`Settle the comment of ${by}`}
            onClick={() => run({ number, comment: id }).then((done) => done && router.refresh())}
          >
            Settle
          </Button>
        )}
      </p>
      <p className={settledBy ? 'max-w-[70ch] whitespace-pre-wrap text-ink-3' : 'max-w-[70ch] whitespace-pre-wrap'}>{body}</p>
      <FormError message={message} />
    </li>
  );
}
