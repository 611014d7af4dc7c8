import { consoleAddress } from '@/lib/console-address';
import { plain } from '@/lib/markdown/plain';
import type { Incident } from '@/prisma/generated/client';

type Asking = { by: string; note: string; level: number | null; names: readonly string[] };

/** What a contact is told who is asked for help. Of a restricted incident nothing but its number. */
export function escalationMessage(incident: Incident, { by, note, level, names }: Asking): { subject: string; body: string } {
  const { number, severity, title, service, impact, restricted } = incident;
  const room = consoleAddress(`/incidents/${number}`);
  if (restricted) {
    const body = `${plain(by)} asks for your help with a restricted incident. What it is about stands in its room alone:\n\n${room}`;
    return { subject: `[${severity}] Incident #${number} needs you`, body };
  }
  const asked = level ? `level ${level} (${names.map(plain).join(', ')})` : names.map(plain).join(', ');
  const facts = [
    `**${plain(title)}**`,
    `${plain(by)} asks ${asked} for help:`,
    note
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n'),
    service && `Service: ${plain(service)}`,
    impact && `What users notice: ${plain(impact)}`,
    `War room: ${room}`,
  ];
  return { subject: `[${severity}] #${number} ${title}: you are asked to help`, body: facts.filter(Boolean).join('\n\n') };
}
