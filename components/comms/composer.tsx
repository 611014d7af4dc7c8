'use client';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { Textarea } from '@/components/ui/textarea';
import { Time } from '@/components/ui/time';
import type { TemplateView } from '@/domain/comms/list-templates';
import type { UpdatePreview, UpdateView } from '@/domain/comms/schema';
import { placesIn, whyUnknown } from '@/domain/comms/variables/rules';
import { variable } from '@/domain/comms/variables/schema';
import { ChannelPreview } from './channel-preview';
import { ComposerActions } from './composer-actions';
import { MessageChoice } from './message-choice';
import { PreviewFacts } from './preview-facts';
import type { UpdateRights } from './update-rights';
import { usePreview } from './use-preview';
import { useSending } from './use-sending';
import { fromTemplate, useWords, type Words, type Writing } from './use-words';
import { OfferedFields, UnsaidFields } from './variable-fields';
import { VariablePalette } from './variable-palette';

type ComposerProps = {
  number: number;
  start: Writing;
  /** Whether writing begins at once, as when someone just asked for it. */
  takesFocus: boolean;
  templates: TemplateView[];
  updates: UpdateView[];
  rights: UpdateRights;
  /** The draft that it is kept as, once it is. */
  onDraft: (id: string | undefined) => void;
  onClose: () => void;
};

/** Writes a message: the template's words, what is to fill in, and beside it what each channel will show. */
export function Composer({ number, start, takesFocus, templates, updates, rights, onDraft, onClose }: ComposerProps) {
  const { writing, write, setWriting } = useWords(number, start);
  const { words, draft } = writing;
  const body = useRef<HTMLTextAreaElement>(null);
  const whole = useRef<HTMLElement>(null);
  const { data: preview, error, current } = usePreview(number, words);
  const sending = useSending({ number, writing, setWriting, onClose });
  const fields = preview && { preview, values: words.variables, onChange: (variables: Words['variables']) => write({ variables }) };
  const draftId = draft?.id;
  useEffect(() => onDraft(draftId), [draftId, onDraft]);
  useEffect(() => {
    if (takesFocus) whole.current?.querySelector('select')?.focus();
  }, [takesFocus]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    sending.send();
  };
  return (
    <section ref={whole} aria-label="Write update" className="@container border-b border-line pb-4">
      <div className="grid gap-x-6 gap-y-4 @3xl:grid-cols-2">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl or Cmd with Enter sends from any of its fields */}
        <div className="grid content-start gap-3" onKeyDown={onKeyDown}>
          {draft?.returnReason && (
            <p className="border-l-2 border-warn pl-2">
              {draft.returnedBy ?? 'Sitrep'} returned it: {draft.returnReason}
            </p>
          )}
          <MessageChoice
            words={words}
            templates={templates}
            onWords={write}
            onTemplate={(template) => setWriting((before) => ({ ...before, words: fromTemplate(template).words }))}
          />
          <Field label="Subject" error={unknownIn(words.subject, preview) ?? sending.fieldError('subject')}>
            {(control) => (
              <Input
                {...control}
                name="subject"
                value={words.subject}
                maxLength={300}
                onChange={({ target }) => write({ subject: target.value })}
              />
            )}
          </Field>
          {fields && <UnsaidFields {...fields} />}
          <Field
            label="Message"
            error={unknownIn(words.body, preview) ?? sending.fieldError('body')}
            hint="Markdown; {{variables}} are filled in."
          >
            {(control) => (
              <Textarea
                {...control}
                ref={body}
                name="body"
                rows={6}
                maxLength={50_000}
                value={words.body}
                className="font-mono text-sm"
                onChange={({ target }) => write({ body: target.value })}
              />
            )}
          </Field>
          <VariablePalette box={body} onInsert={(text) => write({ body: text })} />
          {fields && <OfferedFields {...fields} />}
        </div>
        <div className="min-w-0">
          {preview ? (
            <ChannelPreview preview={preview} last={lastTo(updates, words.audience)} />
          ) : (
            <div role="status">{error ? `There is no preview: ${error.message}` : <Skeleton className="h-96" />}</div>
          )}
        </div>
      </div>
      <div className="mt-4 grid gap-2 border-t border-line pt-3">
        {preview && <PreviewFacts preview={preview} audience={words.audience} />}
        <ComposerActions writing={writing} rights={rights} sending={sending} lacks={current ? lacksOf(current) : []}>
          <Button look="quiet" onClick={onClose}>
            Close
          </Button>
        </ComposerActions>
      </div>
    </section>
  );
}

/** What stands in braces in this field and is no variable, once the preview has seen it: not while it is still being written. */
function unknownIn(text: string, preview: UpdatePreview | undefined): string | undefined {
  const unknown = placesIn(text).unknown.filter((name) => preview?.unknown.includes(name));
  return unknown.length ? unknown.map(whyUnknown).join('; ') : undefined;
}

/** What keeps it from being sent, in words. */
const lacksOf = ({ missing, unknown }: UpdatePreview): string[] => [
  ...missing.map((name) => variable(name).label),
  ...unknown.map((name) => (name.startsWith('{{') ? name : `{{${name}}}`)),
];

/** What this audience was told last. */
function lastTo(updates: UpdateView[], audience: UpdateView['audience']) {
  const last = updates.find((update) => update.state === 'sent' && update.audience === audience);
  return last ? { subject: last.subject, body: last.body, when: <Time at={last.sentAt ?? last.createdAt} form="clock" /> } : null;
}
