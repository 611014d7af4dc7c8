import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { businessDayEnd } from '@/domain/incidents/clocks/business-day';
import { loadClockRules } from '@/domain/incidents/clocks/load-clock-rules';
import { db } from '@/lib/db';
import { findIncident } from '../find-incident';
import type { Attendee, OnReview } from '../schema';
import { heldMeeting } from './held-meeting';
import { proposedTime } from './proposed-time';

export type MeetingProposal = {
  /** The severity's policy asks for a review within so many days, and no meeting is to come. */
  wanted: boolean;
  /** The meeting is to come already; the proposal is to leave it as it is. */
  isHeld: boolean;
  withinDays: number | null;
  /** The calendar's zone; the reader's own may be another. */
  zone: string;
  at: string;
  minutes: number;
  place: string | null;
  attendees: Attendee[];
};

const MINUTES = 60;
/** Time to write it down before it is talked over. */
const DAYS_TO_WRITE = 2;

/**
 * When and with whom the review of an incident could be talked over: within the policy's days, in business hours, with who had a role.
 * A meeting that is to come stays as it is.
 */
export async function proposeMeeting(ctx: Context, { number }: z.output<typeof OnReview>): Promise<MeetingProposal> {
  authorise(ctx, 'review.read');
  const incident = await findIncident(ctx, number);
  const [policy, { calendar }] = await Promise.all([
    db().reviewPolicy.findUnique({ where: { severity: incident.severity } }),
    loadClockRules(db()),
  ]);
  const held = await meetingToCome(incident.id);
  const holders = await db().roleAssignment.findMany({
    where: { incidentId: incident.id, role: { in: policy?.inviteRoles ?? [] }, user: { disabledAt: null } },
    select: { user: { select: { email: true, name: true } } },
    orderBy: { assignedAt: 'asc' },
  });
  const attendees = [...new Map(holders.map(({ user }) => [user.email, user])).values()];
  const days = policy?.reviewDays ? Math.min(DAYS_TO_WRITE, policy.reviewDays) : DAYS_TO_WRITE;
  const at = proposedTime(businessDayEnd(new Date(), days, calendar), calendar);
  return {
    wanted: policy?.reviewDays != null && held === null,
    isHeld: held !== null,
    withinDays: policy?.reviewDays ?? null,
    zone: calendar.zone,
    at: at.toISOString(),
    minutes: MINUTES,
    place: incident.bridgeUrl,
    attendees,
    ...held,
  };
}

async function meetingToCome(incidentId: string): Promise<Pick<MeetingProposal, 'zone' | 'at' | 'minutes' | 'place' | 'attendees'> | null> {
  const review = await db().review.findUnique({ where: { incidentId } });
  const held = review && (await heldMeeting(db(), review));
  if (!held || held.at <= new Date()) return null;
  const { zone, at, minutes, place, attendees } = held;
  return { zone, at: at.toISOString(), minutes, place, attendees };
}
