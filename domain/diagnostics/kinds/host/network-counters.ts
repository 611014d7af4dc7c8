import { setTimeout as pause } from 'node:timers/promises';
import { isLinux, type Measure, NO_PROC, pct } from './figures';
import { readGroups } from './read-counters';
import { readOrNothing } from './read-proc';

const EVERY_MS = 1_000;

async function look() {
  const groups = { ...readGroups(await readOrNothing('/proc/net/snmp')), ...readGroups(await readOrNothing('/proc/net/netstat')) };
  const { Tcp = {}, TcpExt = {}, Udp = {} } = groups;
  return {
    sent: Tcp.OutSegs ?? 0,
    retransmitted: Tcp.RetransSegs ?? 0,
    resets: Tcp.EstabResets ?? 0,
    failed_connects: Tcp.AttemptFails ?? 0,
    listen_overflows: TcpExt.ListenOverflows ?? 0,
    listen_drops: TcpExt.ListenDrops ?? 0,
    timeouts: TcpExt.TCPTimeouts ?? 0,
    udp_receive_errors: Udp.InErrors ?? 0,
    udp_buffer_errors: Udp.RcvbufErrors ?? 0,
  };
}
type Counters = Awaited<ReturnType<typeof look>>;

/** As netstat -s, but what happens now: counters since the start of the machine say nothing of an incident. */
const netstat: Measure = async (_, signal, { forMs = EVERY_MS }) => {
  if (!isLinux) return NO_PROC;
  const before = await look();
  await pause(forMs, undefined, { signal });
  const since_boot = await look();
  const now = Object.fromEntries(
    Object.entries(since_boot).map(([name, value]) => [name, value - before[name as keyof Counters]]),
  ) as Counters;
  const retransmit_pct = pct(now.retransmitted, now.sent);
  const row = (is: string, of: Counters) => ({ over: is, ...of });
  return {
    data: {
      ...now,
      retransmit_pct,
      retransmit_pct_since_boot: pct(since_boot.retransmitted, since_boot.sent),
      counters: [row('now', now), row('since boot', since_boot)],
    },
    text: `netstat     sent again ${now.retransmitted} of ${now.sent} (${retransmit_pct} %), not accepted ${now.listen_drops}; since boot ${since_boot.retransmitted} and ${since_boot.listen_drops}\n`,
  };
};

export const NETWORK_MEASURES = { netstat } satisfies Record<string, Measure>;
