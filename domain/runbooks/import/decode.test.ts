import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeGuide, repairMojibake } from './decode';

const textOf = (bytes: Uint8Array) => {
  const decoded = decodeGuide(bytes);
  return 'binary' in decoded ? null : decoded.text;
};
/** UTF-8 as somebody sees it who reads it as Latin-1. */
const garbled = (text: string) => Buffer.from(text).toString('latin1');

describe('bytes', () => {
  it.each([
    ['UTF-8', Buffer.from('é →'), 'é →'],
    ['a byte order mark', Buffer.from('\ufeffa'), 'a'],
    ['UTF-16, little end first', Buffer.from('\ufeffhé', 'utf16le'), 'hé'],
    ['Windows-1252', Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'café'],
    ['Windows line ends', Buffer.from('a\r\nb\rc'), 'a\nb\nc'],
    ['colours and direction marks', Buffer.from('a\u001b[31mb\u202ec'), 'abc'],
  ])('%s', (_, bytes, expected) => expect(textOf(bytes)).toBe(expected));

  it('says that a picture is no text', () => {
    expect(decodeGuide(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).toEqual({ binary: 'It is no text.' });
  });
});

describe('mojibake', () => {
  it.each(['🚨 ALERT ✅', 'it’s “quoted”', 'naïve – café'])('repairs %s', (text) => expect(repairMojibake(garbled(text)).text).toBe(text));
  it.each([
    ['ðŸš¨ ALERT âœ…', '🚨 ALERT ✅'],
    ['itâ€™s â€œquotedâ€\u009d', 'it’s “quoted”'],
    ['cafÃ©', 'café'],
  ])('repairs %s, read as Windows-1252', (seen, written) => expect(repairMojibake(seen).text).toBe(written));

  it('repairs what was garbled twice', () => expect(repairMojibake(garbled(garbled('✅'))).text).toBe('✅'));
  it.each(['MENÜ”', 'Âge', 'château', 'Ã la carte', 'É“', '10 °C', 'naïve'])('leaves %s alone', (text) =>
    expect(repairMojibake(text).text).toBe(text),
  );

  it('leaves plain text alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => void expect(repairMojibake(text)).toEqual({ text, repaired: 0 })),
    );
  });
});
