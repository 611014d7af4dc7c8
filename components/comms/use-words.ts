import { useEffect, useState } from 'react';
import type { TemplateView } from '@/domain/comms/list-templates';
import type { UpdateView } from '@/domain/comms/schema';
import type { VariableName } from '@/domain/comms/variables/schema';
import type { Audience, TemplatePurpose } from '@/prisma/generated/enums';

/** A message as it is being written. */
export type Words = {
  purpose: TemplatePurpose;
  audience: Audience;
  template: string | null;
  subject: string;
  body: string;
  variables: Partial<Record<VariableName, string>>;
};

/** What is in the composer: the words, and the draft that they were kept as. */
export type Writing = {
  words: Words;
  draft: Pick<UpdateView, 'id' | 'revision' | 'approvedBy' | 'returnReason' | 'returnedBy'> | null;
  saved: string;
};

const BLANK: Words = {
  purpose: 'update',
  audience: 'internal',
  template: null,
  subject: '[{{severity}}] {{title}}',
  body: '',
  variables: {},
};

const placeOf = (number: number) => `sitrep:update:${number}`;
const asText = (words: Words) => JSON.stringify(words);

export const wordsOf = ({ purpose, audience, template, subject, body, variables }: UpdateView): Words => ({
  ...{ purpose, audience, template, subject, body, variables },
});

export const fromTemplate = (template: TemplateView | undefined): Writing => {
  const words = template
    ? {
        ...BLANK,
        purpose: template.purpose,
        audience: template.audience,
        template: template.id,
        subject: template.subject,
        body: template.body,
      }
    : BLANK;
  return { words, draft: null, saved: asText(words) };
};

export const fromDraft = (update: UpdateView): Writing => {
  const words = wordsOf(update);
  const { id, revision, approvedBy, returnReason, returnedBy } = update;
  return { words, draft: { id, revision, approvedBy, returnReason, returnedBy }, saved: asText(words) };
};

export const isChanged = ({ words, saved }: Writing): boolean => asText(words) !== saved;

/** What was being written in this tab before the page was loaded anew. */
export function keptWriting(number: number): Writing | null {
  try {
    return JSON.parse(sessionStorage.getItem(placeOf(number)) ?? 'null');
  } catch {
    return null;
  }
}

export function forgetWriting(number: number): void {
  try {
    sessionStorage.removeItem(placeOf(number));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** The words in the composer; they survive a reload of the page. */
export function useWords(number: number, start: Writing) {
  const [writing, setWriting] = useState(start);
  useEffect(() => {
    try {
      sessionStorage.setItem(placeOf(number), JSON.stringify(writing));
    } catch {
      // Without a place to keep them the words live as long as the page.
    }
  }, [number, writing]);
  const write = (change: Partial<Words>) => setWriting((before) => ({ ...before, words: { ...before.words, ...change } }));
  return { writing, write, setWriting };
}
