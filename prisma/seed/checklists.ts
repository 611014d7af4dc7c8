import type { Severity } from '../generated/enums';

type Line = { title: string; dueMinutes: number | null };

const line = (title: string, dueMinutes: number | null = null): Line => ({ title, dueMinutes });

/** What is always done, in order; the minutes are from the incident's beginning. */
export const CHECKLISTS: Record<Severity, Line[]> = {
  P0: [
    line('Name an incident commander', 10),
    line('Notify the on-call engineer', 15),
    line('Open a bridge and put its link here', 15),
    line('Name a communications lead', 20),
    line('Name a scribe', 20),
    line('Tell of it on the status page', 30),
    line('Tell the customers who are affected', 30),
    line('Tell management', 60),
    line('Agree on a time for the post-incident review'),
  ],
  P1: [
    line('Name an incident commander', 30),
    line('Notify the team lead and the on-call engineer', 60),
    line('Tell the company', 60),
    line('Decide whether the status page has to tell of it', 60),
    line('Agree on a time for the post-incident review'),
  ],
  P2: [
    line('Assign it to a member of the team', 240),
    line('Write the way around it into the timeline', 240),
    line('Tell the users who need to know'),
  ],
  P3: [line('Put it into the usual triage'), line('Tell the team')],
};
