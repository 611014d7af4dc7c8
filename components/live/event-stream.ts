/** One message of a text/event-stream; `type` is "message" when the server named none. */
export type StreamMessage = { type: string; id: string; data: string };

/**
 * Reads a text/event-stream piece by piece, however it was cut; calls back for every message. Fields other than event,
 * data and id are passed over; a comment yields nothing. `id` is the last one seen, as the standard says.
 */
export function eventStreamParser(onMessage: (message: StreamMessage) => void): (text: string) => void {
  let rest = '';
  let type = '';
  let id = '';
  let lines: string[] = [];
  let afterReturn = false;

  function take(line: string): void {
    if (line === '') {
      if (lines.length) onMessage({ type: type || 'message', id, data: lines.join('\n') });
      type = '';
      lines = [];
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    let value = colon < 0 ? '' : line.slice(colon + 1);
    if (value.startsWith(' ')) value = value.slice(1);
    if (field === 'data') lines.push(value);
    else if (field === 'event') type = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  }

  return (text) => {
    let piece = afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    if (text) afterReturn = text.endsWith('\r');
    if (rest) piece = rest + piece;
    let from = 0;
    for (const match of piece.matchAll(/\r\n|\n|\r/g)) {
      take(piece.slice(from, match.index));
      from = match.index + match[0].length;
    }
    rest = piece.slice(from);
  };
}
