import { FORMS, type Form } from './signatures';

/** Of which system a runbook speaks; null when it is for any. */
export type Belonging = { service: string; system: string | null };

/** A runbook of a system that the text names is worth so much more than the same words in another. */
export const NAMED_BOOST = 2;

/** A runbook whose title is what was typed is worth so much more than a section that has the words too. */
export const TITLED_BOOST = 2;

/** Whether each word that was typed is in the title, or begins one that is. */
export function isTitled(title: string, terms: readonly string[]): boolean {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return terms.every((term) => words.some((word) => word.startsWith(term)));
}

/**
 * The system of a service is what its name has in common with the targets that its runbook asks: "paksa" of "paksa-db". A runbook that asks
 * nothing of that name is for any system.
 */
export function systemOf({ service, targets }: { service: string; targets: readonly string[] }): string | null {
  const system = service.split('-')[0] ?? '';
  return targets.some((target) => target.split('-')[0] === system) ? system : null;
}

/** How plainly a text says that it is about this service: 2 its own name, 1 that of its system, 0 neither. */
export function namedIn(text: string): (of: Belonging) => 0 | 1 | 2 {
  const lower = text.toLowerCase();
  const words = new Set(lower.match(/[\p{L}\p{N}]+/gu) ?? []);
  return ({ service, system }) => {
    if (system === null || !words.has(system)) return 0;
    return system !== service && lower.includes(service) ? 2 : 1;
  };
}

export type SignatureHit<Hit extends { slug: string; section: string }> = {
  hit: Hit;
  form: Form;
  weight: number;
  named: number;
} & Belonging;

type Ranked = SignatureHit<{ slug: string; section: string }>;

const forAnyFirst = (a: Belonging, b: Belonging) => Number(a.system !== null) - Number(b.system !== null);
const bySlug = (a: { slug: string }, b: { slug: string }) => (a.slug < b.slug ? -1 : Number(a.slug > b.slug));

/** The order of runbooks of which one signature is in the text as plainly as in the others. */
export const likelier =
  (named: (of: Belonging) => number) =>
  (a: Belonging & { slug: string }, b: Belonging & { slug: string }): number =>
    named(b) - named(a) || forAnyFirst(a, b) || bySlug(a, b);

/**
 * First what the words around an error name, then the signature that accounts for most of it, then the stricter form. What is still alike goes to
 * the runbook for any system, for nothing says that it is one of the others.
 */
const closer = (a: Ranked, b: Ranked) =>
  b.named - a.named || b.weight - a.weight || FORMS.indexOf(a.form) - FORMS.indexOf(b.form) || forAnyFirst(a, b) || bySlug(a.hit, b.hit);

/** The closest match decides which runbook is first; within it, a section says more exactly where to go than its top. */
export function rankHits<Hit extends { slug: string; section: string }>(found: readonly SignatureHit<Hit>[]): Hit[] {
  const byRunbook = new Map<string, Hit[]>();
  for (const { hit } of found.toSorted(closer)) byRunbook.set(hit.slug, [...(byRunbook.get(hit.slug) ?? []), hit]);
  return [...byRunbook.values()].flatMap((hits) => [
    ...hits.filter(({ section }) => section !== 'top'),
    ...hits.filter(({ section }) => section === 'top'),
  ]);
}
