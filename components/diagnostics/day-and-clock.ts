/** "Tue 03:10", and with its date when it is older than six days: "Tue 17 Nov 03:10". In the zone, or the reader's own. */
export function dayAndClock(at: Date, zone: string | undefined, now = new Date()): string {
  const isRecent = now.getTime() - at.getTime() < 6 * 24 * 3_600_000;
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone },
    ...(isRecent ? {} : { day: 'numeric', month: 'short' }),
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value;
  return [part('weekday'), part('day'), part('month'), `${part('hour')}:${part('minute')}`].filter(Boolean).join(' ');
}
