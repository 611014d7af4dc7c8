/** Formatting that says nothing else; and marks of diagrams that only look like elements: <<interface>>. */
const HARMLESS = /^<\/?(?:br|b|i|u|em|strong|small|sub|sup|code)\s*\/?>/i;
const MARK = /^<<[\w-]{1,40}>>/;
const BEGINS = /^<[a-z/!?]/i;
/** A `<` and an `&` in the ways that HTML and the drawing library know to write them. */
const CODED = /^(?:&#?(?:lt|0*60|x0*3c);?|#(?:lt|0*60|x0*3c);)/i;
const CODED_AND = /(?:&#?|#)(?:amp|0*38|x0*26);/gi;
/** Looks like `<`, and no parser takes it for one. */
const SIGN = '\uff1c';
const LONGEST = 60;

/**
 * A diagram's text in which no element can begin that brings more than formatting: the drawing library puts labels into the page, some decoded,
 * before it cleans them. A `<` that could begin one is drawn as a sign of its own.
 */
export function plainDiagram(source: string): string {
  const text = withoutCodedAnd(source);
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + LONGEST);
    const coded = CODED.exec(rest)?.[0];
    const kept = HARMLESS.exec(rest)?.[0] ?? MARK.exec(rest)?.[0];
    plain += kept ?? (coded || BEGINS.test(rest) ? SIGN : text[at]);
    at += (kept ?? coded ?? '<').length;
  }
  return plain;
}

/** What is coded several times over would be decoded as often. */
function withoutCodedAnd(source: string): string {
  const text = source.replace(CODED_AND, '&');
  return text === source ? text : withoutCodedAnd(text);
}
