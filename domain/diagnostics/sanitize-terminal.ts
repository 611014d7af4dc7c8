// What is dropped on sight: controls but tab and line feed, the second control set, and marks that turn the reading direction.
const SPECIAL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const PLAIN = /[^\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/y;
const SCRATCH_BYTES = 256 * 1024;
const scratch = Buffer.alloc(SCRATCH_BYTES);
const words = new Int32Array(scratch.buffer, scratch.byteOffset, SCRATCH_BYTES / 4);
const TAB = 9;
const LINE_FEED = 10;
const DELETE = 0x7f;

/** Whether a text is ASCII without anything to drop: four bytes are read at once, several times as fast as by a pattern. */
function isPlainAscii(text: string): boolean {
  if (text.length > SCRATCH_BYTES / 4) return false;
  const bytes = scratch.write(text);
  if (bytes !== text.length) return false;
  scratch.fill(LINE_FEED, bytes, bytes + 3);
  for (let at = 0; at < bytes; at += 4) {
    const word = words[at >> 2] as number;
    const deleted = word ^ 0x7f7f7f7f;
    // The high bit of some byte is set when a byte is below a space, or is DEL.
    if (((((word - 0x20202020) & ~word) | ((deleted - 0x01010101) & ~deleted)) & 0x80808080) === 0) continue;
    for (let each = at; each < at + 4; each += 1) {
      const byte = scratch[each] as number;
      if ((byte < 0x20 && byte !== TAB && byte !== LINE_FEED) || byte === DELETE) return false;
    }
  }
  return true;
}

/** A longer sequence is broken: what follows is text again. */
const LONGEST_SEQUENCE = 64;
const LONGEST_STRING = 4_096;

type State = 'text' | 'escape' | 'sequence' | 'string' | 'intermediate';
export type Sanitizer = { push(text: string): string };

const isStringStart = (code: number) => code === 0x50 || code === 0x58 || code === 0x5d || code === 0x5e || code === 0x5f;

/**
 * Keeps text, line ends, tabs and colours (SGR); drops every other escape and control. A carriage return becomes a line end, so that
 * progress bars stay readable. Sequences may be cut anywhere by the pieces.
 */
export class TerminalSanitizer implements Sanitizer {
  #state: State = 'text';
  #sequence = '';
  #length = 0;
  #afterReturn = false;

  push(text: string): string {
    if (this.#state === 'text' && !this.#afterReturn && (isPlainAscii(text) || !SPECIAL.test(text))) return text;
    let out = '';
    for (let at = 0; at < text.length; ) {
      if (this.#state === 'text') {
        PLAIN.lastIndex = at;
        if (PLAIN.test(text)) {
          out += text.slice(this.#afterReturn && text[at] === '\n' ? at + 1 : at, PLAIN.lastIndex);
          this.#afterReturn = false;
          at = PLAIN.lastIndex;
          continue;
        }
      }
      out += this.#step(text[at] as string);
      at += 1;
    }
    return out;
  }

  #step(character: string): string {
    const code = character.charCodeAt(0);
    if (this.#state === 'text') return this.#control(code);
    this.#length += 1;
    if (code === 0x1b) return this.#enter('escape');
    if (code === 0x18 || code === 0x1a) return this.#leave();
    if (this.#state === 'escape') return this.#escape(code, character);
    if (this.#state === 'intermediate') return code >= 0x20 && code <= 0x2f ? '' : this.#leave();
    if (this.#state === 'string') return this.#string(code);
    return this.#sequenceStep(code, character);
  }

  #control(code: number): string {
    const afterReturn = this.#afterReturn;
    this.#afterReturn = code === 0x0d;
    if (code === 0x0d) return afterReturn ? '' : '\n';
    if (code === 0x1b) return this.#enter('escape');
    if (code === 0x9b) return this.#enter('sequence');
    if (code === 0x90 || code === 0x98 || (code >= 0x9d && code <= 0x9f)) return this.#enter('string');
    return '';
  }

  #escape(code: number, character: string): string {
    if (code === 0x5b) return this.#enter('sequence');
    if (isStringStart(code)) return this.#enter('string');
    if (code >= 0x20 && code <= 0x2f) return this.#enter('intermediate');
    // A control or a letter ends it; what cannot be part of an escape is text.
    return this.#leave() + (code === 0x0a || code > 0x7e ? character.replace(SPECIAL, '') : '');
  }

  #string(code: number): string {
    if (code === 0x07 || code === 0x9c) return this.#leave();
    if (code === 0x0a || this.#length > LONGEST_STRING) return `${this.#leave()}${code === 0x0a ? '\n' : ''}`;
    return '';
  }

  #sequenceStep(code: number, character: string): string {
    if (code >= 0x20 && code <= 0x3f && this.#length <= LONGEST_SEQUENCE) {
      this.#sequence += character;
      return '';
    }
    const parameters = this.#sequence;
    this.#leave();
    if (code === 0x6d && /^[0-9;:]*$/.test(parameters)) return `\x1b[${parameters}m`;
    return code === 0x0a ? '\n' : '';
  }

  #enter(state: State): string {
    this.#state = state;
    this.#sequence = '';
    this.#length = 0;
    return '';
  }

  #leave(): string {
    return this.#enter('text');
  }
}

/** Makes one text safe to show, see TerminalSanitizer. */
export const sanitizeTerminal = (text: string): string => new TerminalSanitizer().push(text);
