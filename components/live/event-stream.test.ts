import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventStreamParser, type StreamMessage } from './event-stream';

function parse(...pieces: string[]): StreamMessage[] {
  const seen: StreamMessage[] = [];
  const feed = eventStreamParser((message) => seen.push(message));
  for (const piece of pieces) feed(piece);
  return seen;
}

describe('eventStreamParser', () => {
  it('reads type, id and data of several lines, and passes comments over', () => {
    expect(parse(': hello\nid: 7\ndata: {"a":1}\n\nevent: run\ndata: one\ndata: two\n\n')).toEqual([
      { type: 'message', id: '7', data: '{"a":1}' },
      { type: 'run', id: '7', data: 'one\ntwo' },
    ]);
  });

  it('says nothing for a message without data or without its end', () => {
    expect(parse('event: run\n\ndata: open\n')).toEqual([]);
  });

  it('gives the same messages wherever the stream is cut and whichever line ends are used', () => {
    const line = fc.constantFrom('data: x', 'data:  y', 'data', 'event: run', 'id: 3', ': ping', '', '');
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 30 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat(6), { maxLength: 40 }),
        (lines, end, cuts) => {
          const whole = lines.map((text) => text + end).join('');
          const pieces: string[] = [];
          let at = 0;
          for (const cut of cuts) {
            pieces.push(whole.slice(at, at + cut));
            at += cut;
          }
          pieces.push(whole.slice(at));
          expect(parse(...pieces)).toEqual(parse(lines.map((text) => `${text}\n`).join('')));
        },
      ),
    );
  });
});
