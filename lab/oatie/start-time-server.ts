import { createSocket } from 'node:dgram';

const ERA_OFFSET_SECONDS = 2_208_988_800;
const FRACTION = 2 ** 32;
const SERVER = 0x24;

function writeTime(packet: Buffer, at: number, timeMs: number): void {
  const seconds = Math.floor(timeMs / 1_000);
  packet.writeUInt32BE(seconds + ERA_OFFSET_SECONDS, at);
  packet.writeUInt32BE(Math.floor(((timeMs / 1_000 - seconds) * FRACTION) % FRACTION), at + 4);
}

export type TimeServerMood = { aheadMs?: number; stratum?: number; leap?: number; silent?: boolean; forged?: boolean; reference?: string };

/** A time server on loopback that is as wrong as it is told to be. */
export async function startTimeServer(mood: TimeServerMood): Promise<{ at: string; close: () => void }> {
  const socket = createSocket('udp4');
  socket.on('message', (request, { port, address }) => {
    if (mood.silent) return;
    const packet = Buffer.alloc(48);
    packet[0] = ((mood.leap ?? 0) << 6) | SERVER;
    packet[1] = mood.stratum ?? 2;
    packet.write(mood.reference ?? 'GPS', 12, 'latin1');
    if (!mood.forged) request.copy(packet, 24, 40, 48);
    const nowMs = Date.now() + (mood.aheadMs ?? 0);
    writeTime(packet, 32, nowMs);
    writeTime(packet, 40, nowMs);
    socket.send(packet, port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { at: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}
