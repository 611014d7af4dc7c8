/**
 * How an error's text is compared: letters in lower case, whitespace folded, quotes of one sort. `masked` also replaces
 * what differs from case to case (ids, hosts, addresses, times, numbers) by a sign; `unquoted` also what stands in quotes.
 */
export type Form = 'plain' | 'masked' | 'unquoted';
export const FORMS: readonly Form[] = ['plain', 'masked', 'unquoted'];

const NUMBER_SIGN = '#';
const HOST_SIGN = '@';
const QUOTED_SIGN = '~';

const ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;
const QUOTES = /[\u2018\u2019\u201a\u201b`\u00b4\u201c\u201d\u201e\u00ab\u00bb"]/g;

const plain = (text: string) => text.replace(ANSI, '').normalize('NFKC').replace(QUOTES, "'").replace(/\s+/g, ' ').trim().toLowerCase();

const MASKS: [RegExp, string][] = [
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, NUMBER_SIGN],
  [/\b\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:z\b|utc\b|gmt\b|[+-]\d{2}:?\d{2}\b))?/g, NUMBER_SIGN],
  [/\b\d{1,2}(?:\/\d{1,2}\/|([/ ])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\1)\d{2,4}(?:[: ]\d{2}:\d{2}:\d{2})?\b/g, NUMBER_SIGN],
  [/\b\d{2}:\d{2}:\d{2}(?:[.,]\d+)?\b/g, NUMBER_SIGN],
  [/\[?\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}\b\]?/g, HOST_SIGN],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, HOST_SIGN],
  [/\blocalhost\b/g, HOST_SIGN],
  [
    /\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|io|dev|local|internal|svc|cloud|app|test|example|lan|corp|de|uk|eu|co)(?:\.[a-z]{2,9})*\b/g,
    HOST_SIGN,
  ],
  [/\b0x[0-9a-f]+\b/g, NUMBER_SIGN],
  // The tail of a pod's name.
  [/-[0-9a-f]{6,10}-[a-z0-9]{5}\b/g, `-${NUMBER_SIGN}`],
  [/(?<![a-z0-9])(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{8,}(?![a-z0-9])/g, NUMBER_SIGN],
  [/\d+(?:\.\d+)*/g, NUMBER_SIGN],
];

const masked = (text: string) => MASKS.reduce((masking, [pattern, sign]) => masking.replace(pattern, sign), text);
const unquoted = (text: string) => text.replace(/'[^']{1,80}'/g, `'${QUOTED_SIGN}'`);

/** A text in one of its forms, each made from the one before. */
export function formsOf(text: string): Record<Form, string> {
  const first = plain(text);
  const second = masked(first);
  return { plain: first, masked: second, unquoted: unquoted(second) };
}

export type Signature = {
  /** As it was written. */
  text: string;
  /** Pieces between wildcards, for each form. */
  pieces: Record<Form, string[]>;
  /** How much of it is given, in letters and digits: the more, the surer a match. */
  weight: Record<Form, number>;
  /** The same for signatures that differ only in what is masked. */
  shape: string;
  /** A word that any text with it must hold; null when it has none that stands alone. */
  anchor: string | null;
  /** A number or an id that any text must hold to have it plainly; null when it has none that stands alone. */
  mark: string | null;
};

const WILDCARD = '\ue000';
/** Masks that would leave next to nothing of a signature would let it match any error. */
const ENOUGH = 10;

function piecesOf(text: string): string[] {
  return text
    .split(WILDCARD)
    .map((piece) => piece.trim())
    .filter(Boolean);
}

/** Words that a wildcard does not cut stand whole in every text that holds the signature. */
function anchorOf(text: string): string | null {
  const words = text.match(/(?<![\ue000a-z])[a-z]{3,}(?![\ue000a-z])/g) ?? [];
  return words.sort((a, b) => b.length - a.length)[0] ?? null;
}

function markOf(pieces: string[]): string | null {
  const marks = pieces.flatMap((piece) => piece.match(/(?<=[^a-z0-9])(?=[a-z]*\d)[a-z0-9]+(?=[^a-z0-9])/g) ?? []);
  return marks.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** Reads a signature; `*` stands for anything, and \* for itself. */
export function readSignature(text: string): Signature {
  const marked = text
    .replace(/\\\*/g, '\ue001')
    .replace(/\*+/g, WILDCARD)
    .replace(/\ue001/g, '*');
  const forms = formsOf(marked);
  const pieces = {} as Record<Form, string[]>;
  const weight = {} as Record<Form, number>;
  for (const form of FORMS) {
    pieces[form] = piecesOf(forms[form]);
    weight[form] = pieces[form].join('').replace(/[^\p{L}\p{N}]/gu, '').length;
  }
  const shape = `${forms.masked}\n${forms.unquoted}`;
  return { text, pieces, weight, shape, anchor: anchorOf(forms.unquoted), mark: markOf(pieces.plain) };
}

function holdsInOrder(text: string, pieces: string[]): boolean {
  let from = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return pieces.length > 0;
}

/** Whether the text holds the signature as it is written. */
export const holdsPlainly = (signature: Signature, text: Record<Form, string>): boolean => holdsInOrder(text.plain, signature.pieces.plain);

/** The strictest form in which the text holds the signature, or any other of its shape, when what varies is masked; or null. */
export function looserForm(signature: Signature, text: Record<Form, string>): Form | null {
  for (const form of ['masked', 'unquoted'] as const) {
    if (signature.weight[form] < ENOUGH) return null;
    if (holdsInOrder(text[form], signature.pieces[form])) return form;
  }
  return null;
}
