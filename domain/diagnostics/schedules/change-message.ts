import { consoleAddress } from '@/lib/console-address';
import { plain } from '@/lib/markdown/plain';
import type { Schedule } from '@/prisma/generated/client';

const WORDS: Readonly<Record<string, string>> = { errored: 'could not run', timed_out: 'timed out' };
const inWords = (word: string): string => WORDS[word] ?? word;

/** What the team is told when something does not run by itself any more, though nobody paused it. */
export function stoppedMessage({ id, blockTitle, target }: Schedule, reason: string): { subject: string; body: string } {
  const body = `**${plain(blockTitle)}** on ${plain(target)} does not run by itself any more. ${plain(reason)}\n\nIt is resumed here: ${consoleAddress(`/schedules/${id}`)}`;
  return { subject: `${blockTitle} on ${target} does not run by itself any more`, body };
}

type Change = { from: string; word: string; reason: string | null; run: string };

/** What the team is told when a scheduled diagnostic comes to something else. */
export function changeMessage(schedule: Schedule, { from, word, reason, run }: Change): { subject: string; body: string } {
  const { id, blockTitle, target, runbook } = schedule;
  const body = [
    `**${plain(blockTitle)}** on ${plain(target)} is now **${inWords(word)}**; it was ${inWords(from)}.`,
    reason && plain(reason),
    `Runbook: ${consoleAddress(`/runbooks/${runbook}#block-${schedule.blockId}`)}`,
    `This run: ${consoleAddress(`/runs/${run}`)}`,
    `Its history: ${consoleAddress(`/schedules/${id}`)}`,
  ];
  return { subject: `${blockTitle} on ${target}: ${inWords(word)}`, body: body.filter(Boolean).join('\n\n') };
}
