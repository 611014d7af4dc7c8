/** The clocks that a severity starts. */
export const CLOCKS = ['acknowledge', 'status_page', 'update', 'resolve'] as const;
export type ClockName = (typeof CLOCKS)[number];
