const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Where in a line its time is looked for. */
const LOOKED_AT = 120;
const DAY_MS = 86_400_000;

const ISO = /(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?\s?(Z|[+-]\d{2}:?\d{2})?/;
const CLF = /(\d{2})\/([A-Za-z]{3})\/(\d{4}):(\d{2}):(\d{2}):(\d{2})(?: ([+-]\d{4}))?/;
const SYSLOG = /^(?:<\d+>)?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2})/;
const EPOCH = /(?:^|[\s":])(1\d{9})(\d{3})?(?:\.\d+)?(?=[\s",}\]]|$)/;

type Parts = { year: number; month: number; day: number; hour: number; minute: number; second: number; ms?: number; zone?: string };

/** Without a zone, a time is one of this machine. */
function instant({ year, month, day, hour, minute, second, ms = 0, zone }: Parts): number | null {
  if (month < 0 || month > 11) return null;
  const local = zone === undefined;
  const time = local
    ? new Date(year, month, day, hour, minute, second, ms).getTime()
    : Date.UTC(year, month, day, hour, minute, second, ms);
  if (local || zone === 'Z') return time;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return time - (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

const month = (name: string) => MONTHS.indexOf(name.toLowerCase());

/** When a line of a log says that it was written, in ms since 1970; null when it does not. Pure. */
export function lineTime(line: string, nowMs: number): number | null {
  const start = line.slice(0, LOOKED_AT);
  const iso = ISO.exec(start);
  if (iso) {
    const [, year, mon, day, hour, minute, second, fraction = '', zone] = iso;
    return instant({
      year: Number(year),
      month: Number(mon) - 1,
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      ms: Number(fraction.padEnd(3, '0').slice(0, 3)),
      zone,
    });
  }
  const clf = CLF.exec(start);
  if (clf)
    return instant({
      year: Number(clf[3]),
      month: month(clf[2] ?? ''),
      day: Number(clf[1]),
      hour: Number(clf[4]),
      minute: Number(clf[5]),
      second: Number(clf[6]),
      zone: clf[7],
    });
  const syslog = SYSLOG.exec(start);
  if (syslog) {
    const parts = {
      month: month(syslog[1] ?? ''),
      day: Number(syslog[2]),
      hour: Number(syslog[3]),
      minute: Number(syslog[4]),
      second: Number(syslog[5]),
    };
    const year = new Date(nowMs).getFullYear();
    const time = instant({ ...parts, year });
    // Without a year, December read in January is last year's.
    return time !== null && time > nowMs + DAY_MS ? instant({ ...parts, year: year - 1 }) : time;
  }
  const epoch = EPOCH.exec(start);
  return epoch ? Number(epoch[1]) * 1_000 + Number(epoch[2] ?? 0) : null;
}
