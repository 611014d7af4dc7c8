/** One line that a program wrote; `stream` as in a container's log. */
export type LogLine = { atMs: number; stream: 'stdout' | 'stderr'; text: string };
/** What a program writes at its n-th beat; nothing when it has nothing to say. */
export type Voice = (beat: number) => Omit<LogLine, 'atMs'> | null;

export const BEAT_MS = 10_000;

const out = (text: string) => ({ stream: 'stdout' as const, text });
const USERS = ['ana@oatie.example', 'bo@oatie.example', 'user@example.com', 'dee@oatie.example'];
const pick = <T>(from: readonly T[], beat: number): T => from[beat % from.length] as T;
const ms = (beat: number) => 8 + ((beat * 37) % 90);

/** What the programs of the practice systems say while they are well. */
export const VOICES = {
  api: (beat) => out(`INFO ${pick(['POST /api/v1/invoices 201', 'GET /api/v1/invoices 200', 'GET /health 200'], beat)} ${ms(beat)} ms`),
  auth: (beat) => out(`INFO auth.verify ok user=${pick(USERS, beat)} ${ms(beat)} ms`),
  reports: (beat) =>
    out(
      beat % 9 === 0
        ? `INFO connection pool: ${2 + (beat % 3)} of 20 connections in use`
        : `INFO report ${1_000 + (beat % 400)} generated in ${ms(beat) * 11} ms`,
    ),
  postgres: (beat) => (beat % 6 === 0 ? { stream: 'stderr', text: `LOG:  checkpoint complete: wrote ${20 + (beat % 40)} buffers` } : null),
  nginx: (beat) => out(`10.0.0.${beat % 250} "GET /api/v1/invoices HTTP/1.1" 200 ${400 + ((beat * 7) % 900)} upstream=backend:8000`),
  redis: (beat) => (beat % 30 === 0 ? out('* Background saving terminated with success') : null),
  dns: (beat) => (beat % 12 === 0 ? out('[INFO] plugin/reload: Running configuration SHA512 = 1f7a2c') : null),
} satisfies Record<string, Voice>;
export type VoiceName = keyof typeof VOICES;

/** What a voice said between two instants. The same instants give the same lines. */
export function spoken(voice: VoiceName, fromMs: number, toMs: number): LogLine[] {
  const lines: LogLine[] = [];
  for (let beat = Math.ceil(fromMs / BEAT_MS); beat * BEAT_MS <= toMs; beat += 1) {
    const said = (VOICES[voice] as Voice)(beat);
    if (said) lines.push({ ...said, atMs: beat * BEAT_MS });
  }
  return lines;
}

/** The lines of a log that are asked for. */
export function selectLines(lines: LogLine[], of: { sinceMs?: number; untilMs?: number; tail?: number }): LogLine[] {
  const { sinceMs = 0, untilMs = Number.POSITIVE_INFINITY, tail } = of;
  const within = lines.filter(({ atMs }) => atMs >= sinceMs && atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
  return tail === undefined ? within : within.slice(Math.max(0, within.length - tail));
}
