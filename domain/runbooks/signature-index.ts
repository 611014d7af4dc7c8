import { firstInOrder } from './first-in-order';
import { type Belonging, likelier, type SignatureHit } from './rank-hits';
import { type Form, formsOf, holdsPlainly, looserForm, type Signature } from './signatures';

type Place = Belonging & { slug: string; section: string };
export type KnownSignature<Of> = { entry: Of; signature: Signature };
type Match<Of> = { slug: string; section: string; known: KnownSignature<Of> };
type Runbook<Of> = Belonging & { slug: string; signatures: KnownSignature<Of>[] };

/** Signatures that differ only in what is masked: all of them are in a masked text, or none is. */
type Shape<Of> = { any: Signature; marked: Map<string | null, KnownSignature<Of>[]>; runbooks: Map<string, Runbook<Of>> };

const WORDS = /[a-z]{3,}/g;
const MARKS = /[a-z0-9]+/g;

function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function marked<Of>(shape: Shape<Of>, marks: ReadonlySet<string | null>): KnownSignature<Of>[] {
  if (shape.marked.size > marks.size) return [...marks].flatMap((mark) => shape.marked.get(mark) ?? []);
  return [...shape.marked].flatMap(([mark, known]) => (marks.has(mark) ? known : []));
}

/** Signatures of many runbooks. A text is compared with their shapes, of which there are few, and with those whose own numbers are in it. */
export class SignatureIndex<Of extends Place> {
  private readonly shapes = new Map<string, Shape<Of>>();
  private readonly anchored = new Map<string | null, Set<Shape<Of>>>();

  add(known: KnownSignature<Of>): void {
    const { signature, entry } = known;
    const shape = this.shapes.get(signature.shape) ?? { any: signature, marked: new Map(), runbooks: new Map() };
    this.shapes.set(signature.shape, shape);
    this.anchored.set(signature.anchor, (this.anchored.get(signature.anchor) ?? new Set()).add(shape));
    addTo(shape.marked, signature.mark, known);
    const { slug, service, system } = entry;
    const runbook = shape.runbooks.get(slug) ?? { slug, service, system, signatures: [] };
    runbook.signatures.push(known);
    shape.runbooks.set(slug, runbook);
  }

  /** Forgets a signature of a runbook, and all others of that shape in it. */
  remove({ signature, entry }: KnownSignature<Of>): void {
    const shape = this.shapes.get(signature.shape);
    const gone = shape?.runbooks.get(entry.slug)?.signatures ?? [];
    for (const each of gone) {
      const left = shape?.marked.get(each.signature.mark)?.filter((other) => other !== each) ?? [];
      if (left.length) shape?.marked.set(each.signature.mark, left);
      else shape?.marked.delete(each.signature.mark);
    }
    shape?.runbooks.delete(entry.slug);
    if (!shape || shape.runbooks.size) return;
    this.shapes.delete(signature.shape);
    const sharing = this.anchored.get(signature.anchor);
    sharing?.delete(shape);
    if (!sharing?.size) this.anchored.delete(signature.anchor);
  }

  /** What the text holds, of at least those `limit` runbooks that are the closest. */
  find(query: string, named: (of: Belonging) => number, limit: number): SignatureHit<Match<Of>>[] {
    const text = formsOf(query);
    const marks = new Set([null, ...(text.plain.match(MARKS) ?? [])]);
    const plainly = new Set<KnownSignature<Of>>();
    const loosely: { shape: Shape<Of>; form: Form }[] = [];
    for (const shape of this.candidates(text.plain)) {
      for (const known of marked(shape, marks)) if (holdsPlainly(known.signature, text)) plainly.add(known);
      const form = looserForm(shape.any, text);
      if (form) loosely.push({ shape, form });
    }
    const closest = new Set([...plainly].map(({ entry }) => entry.slug));
    const order = likelier(named);
    for (const { shape } of loosely) for (const { slug } of firstInOrder(shape.runbooks.values(), order, limit)) closest.add(slug);
    const hitOf = (known: KnownSignature<Of>, form: Form): SignatureHit<Match<Of>> => {
      const { slug, section, service, system } = known.entry;
      return { hit: { slug, section, known }, form, weight: known.signature.weight[form], named: named(known.entry), service, system };
    };
    const others = ({ shape, form }: (typeof loosely)[number]) =>
      [...closest]
        .flatMap((slug) => shape.runbooks.get(slug)?.signatures ?? [])
        .filter((known) => !plainly.has(known))
        .map((known) => hitOf(known, form));
    return [...[...plainly].map((known) => hitOf(known, 'plain')), ...loosely.flatMap(others)];
  }

  private candidates(plain: string): Set<Shape<Of>> {
    const words = [null, ...new Set(plain.match(WORDS))];
    return new Set(words.flatMap((word) => [...(this.anchored.get(word) ?? [])]));
  }
}
