/** Seconds from 1900 to 1970. */
const ERA_OFFSET_SECONDS = 2_208_988_800;
const PACKET_BYTES = 48;
const CLIENT = 0x23;
const SERVER_MODE = 4;
const FRACTION = 2 ** 32;

/** What one exchange of packets says; instants in ms since 1970. */
export type SntpSample = {
  offsetMs: number;
  delayMs: number;
  stratum: number;
  leap: number;
  referenceId: string;
  rootDelayMs: number;
  rootDispersionMs: number;
  serverTimeMs: number;
};

/** Times wrap in 2036: the one nearest to `nearMs` is meant. */
function readTime(packet: Buffer, at: number, nearMs: number): number {
  const wrapMs = FRACTION * 1_000;
  const ms = (packet.readUInt32BE(at) - ERA_OFFSET_SECONDS) * 1_000 + (packet.readUInt32BE(at + 4) / FRACTION) * 1_000;
  return ms + Math.round((nearMs - ms) / wrapMs) * wrapMs;
}

const shortMs = (packet: Buffer, at: number) => (packet.readUInt32BE(at) / 65_536) * 1_000;

/** A request; `token` stands in for our time, so that an answer proves to be one to this. */
export function sntpRequest(token: Buffer): Buffer {
  const packet = Buffer.alloc(PACKET_BYTES);
  packet[0] = CLIENT;
  token.copy(packet, 40, 0, 8);
  return packet;
}

function referenceOf(packet: Buffer, stratum: number): string {
  const bytes = packet.subarray(12, 16);
  return stratum > 1 ? bytes.join('.') : bytes.toString('latin1').replace(/[^\x21-\x7e]/g, '');
}

/** Reads an answer that came at `receivedMs` to what was sent at `sentMs`; a problem says why it does not count. Pure. */
export function readSntp(
  packet: Buffer,
  token: Buffer,
  sentMs: number,
  receivedMs: number,
): SntpSample | { problem: string; code: string } {
  if (packet.length < PACKET_BYTES || ((packet[0] ?? 0) & 7) !== SERVER_MODE)
    return { code: 'bad_answer', problem: 'the answer is not one of a time server' };
  if (!packet.subarray(24, 32).equals(token)) return { code: 'bad_answer', problem: 'the answer belongs to another question' };
  const stratum = packet[1] ?? 0;
  const leap = (packet[0] ?? 0) >> 6;
  if (stratum === 0) return { code: 'kiss_of_death', problem: `the server wants no more questions (${referenceOf(packet, 0)})` };
  const receivedThereMs = readTime(packet, 32, receivedMs);
  const sentThereMs = readTime(packet, 40, receivedMs);
  return {
    offsetMs: (receivedThereMs - sentMs + (sentThereMs - receivedMs)) / 2,
    delayMs: Math.max(0, receivedMs - sentMs - (sentThereMs - receivedThereMs)),
    stratum,
    leap,
    referenceId: referenceOf(packet, stratum),
    rootDelayMs: shortMs(packet, 4),
    rootDispersionMs: shortMs(packet, 8),
    serverTimeMs: sentThereMs,
  };
}
