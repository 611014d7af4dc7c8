import { Severity } from '@/prisma/generated/enums';

/** Other documents count differently: 1 is down, 2 is slow, 3 is minor. */
const NUMBERED: Readonly<Record<string, Severity>> = { '1': 'P0', '2': 'P2', '3': 'P3' };

/** The severity that a label means: "P1", "Severity 1", "SEV-2", "sev 3 (minor issues)". Null when it means none of ours. */
export function fromLabel(label: string): Severity | null {
  const ours = Object.values(Severity).find((severity) => severity === label.trim().toUpperCase());
  if (ours) return ours;
  const number = /^sev(?:erity)?[\s_:#-]*([123])\b/i.exec(label.trim())?.[1];
  return number ? (NUMBERED[number] ?? null) : null;
}

/** What is asked to find out how bad it is, in this order; the first yes decides, and no to all of them is P3. */
export const QUESTIONS = [
  { severity: 'P0', asks: 'Can nobody use it, is data being lost, or is security breached?' },
  { severity: 'P1', asks: 'Is a major function broken, and do many users feel it?' },
  { severity: 'P2', asks: 'Are some users affected, with a way around it?' },
] as const satisfies readonly { severity: Severity; asks: string }[];

/** The severity after these answers; null while the next question is open. */
export function assess(answers: readonly boolean[]): Severity | null {
  const yes = answers.indexOf(true);
  if (yes >= 0) return QUESTIONS[yes]?.severity ?? null;
  return answers.length >= QUESTIONS.length ? 'P3' : null;
}
