import { remindAttendees } from '@/domain/reviews/meeting/remind-attendees';
import type { Sweep } from './sweeps';

const LOOK_MS = 15_000;

export const reviewReminders: Sweep = { name: 'review reminders', everyMs: LOOK_MS, run: remindAttendees };
