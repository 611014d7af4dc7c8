const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Tops of an axis of time, in seconds. Each halves into something that a person says; beyond the last they double. */
const TOPS = [20, MINUTE, 2 * MINUTE, 4 * MINUTE, 10 * MINUTE, 20 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY, 2 * DAY];
const COUNTS = [2, 4, 6, 8, 10];

/** The smallest top of an axis of time that holds so many seconds. */
export function topOfSeconds(most: number): number {
  let top = TOPS.find((each) => each >= most) ?? 4 * DAY;
  while (top < most) top *= 2;
  return top;
}

/** The smallest even and round top of an axis of counts that holds so many. */
export function topOfCount(most: number): number {
  let unit = 1;
  while (COUNTS.every((each) => each * unit < most)) unit *= 10;
  return (COUNTS.find((each) => each * unit >= most) ?? 10) * unit;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A step by its first day, short enough for an axis: "24 Aug"; of months "Aug", and in January the year. */
export function stepInWords(start: string, unit: 'day' | 'week' | 'month'): string {
  const [year = '', month = '', day = ''] = start.split('-');
  if (unit !== 'month') return `${Number(day)} ${MONTHS[Number(month) - 1]}`;
  return month === '01' ? year : `${MONTHS[Number(month) - 1]}`;
}
