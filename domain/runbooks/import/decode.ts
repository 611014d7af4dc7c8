/** What the bytes of a file say; `binary` when they are no text. `notes` tell what was changed to make it one, `garbledLines` where. */
export type Decoded = { text: string; notes: string[]; garbledLines: number[] } | { binary: string };

const LOOKED_AT = 8_192;
const MOST_CONTROLS = 0.02;
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** Characters that Windows has in place of the control characters 80 to 9F. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const byteOf = (char: string): number => {
  const special = WINDOWS.indexOf(char);
  return special === -1 ? char.charCodeAt(0) : 0x80 + special;
};
const CONTINUED = `[${WINDOWS}\u0080-\u00bf]`;
/** UTF-8 that was read as Windows-1252 or Latin-1: a lead byte and exactly the bytes that follow it. Two bytes only where no language writes them. */
const MOJIBAKE = new RegExp(`[\u00c2\u00c3]${CONTINUED}|[\u00e1-\u00ef]${CONTINUED}{2}|[\u00f0-\u00f4]${CONTINUED}{3}`, 'g');
const MOST_LAYERS = 2;

/** Turns UTF-8 that was read as Windows-1252 back into what was written; any other text is left as it is. */
export function repairMojibake(text: string): { text: string; repaired: number } {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let repaired = 0;
  let now = text;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const before = repaired;
    now = now.replace(MOJIBAKE, (run) => {
      try {
        const read = strict.decode(Uint8Array.from(run, byteOf));
        repaired++;
        return read;
      } catch {
        return run;
      }
    });
    if (repaired === before) break;
  }
  return { text: now, repaired };
}

function utf16(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, LOOKED_AT);
  if (head.includes(0)) return true;
  const controls = head.reduce((count, byte) => count + (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27 ? 1 : 0), 0);
  return controls > head.length * MOST_CONTROLS;
}

function decodeBytes(bytes: Uint8Array): { text: string; note?: string } {
  const wide = utf16(bytes);
  if (wide !== null) return { text: wide, note: 'It was UTF-16; it is UTF-8 now.' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // Some versions of Node decode windows-1252 as if it were Latin-1.
    const text = Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\u0080-\u009f]/g, (char) => WINDOWS[char.charCodeAt(0) - 0x80] ?? char);
    return { text, note: 'It was no valid UTF-8; it was read as Windows-1252.' };
  }
}

function differing(before: string, after: string): number[] {
  const lines = after.split('\n');
  return before.split('\n').flatMap((line, index) => (line === lines[index] ? [] : [index + 1]));
}

/** Reads whatever bytes somebody saved as a guide: UTF-8, UTF-16 or Windows-1252, with invisible characters removed and mojibake repaired. */
export function decodeGuide(bytes: Uint8Array): Decoded {
  if (utf16(bytes) === null && isBinary(bytes)) return { binary: 'It is no text.' };
  const { text: raw, note } = decodeBytes(bytes);
  const notes = note ? [note] : [];
  const { text: whole, repaired } = repairMojibake(raw);
  if (repaired)
    notes.push(`${repaired} garbled character${repaired === 1 ? ' was' : 's were'} repaired (UTF-8 that had been read as Windows-1252).`);
  const lines = whole.replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n');
  const visible = lines.replace(ANSI, '').replace(INVISIBLE, '');
  if (visible.length !== lines.length)
    notes.push(`${lines.length - visible.length} invisible control or direction characters were removed.`);
  return { text: visible, notes, garbledLines: repaired ? differing(raw, whole) : [] };
}
