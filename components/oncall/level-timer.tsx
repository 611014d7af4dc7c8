'use client';
import { Button } from '@/components/ui/button';
import { ageInWords } from '@/components/ui/duration';
import { Time } from '@/components/ui/time';
import { useNow } from '@/components/ui/use-now';
import type { Standing } from '@/domain/oncall/rules';
import type { LevelView } from '@/domain/oncall/schema';
import type { EscalationChoice } from './escalate-dialog';

type LevelTimerProps = { standing: Standing; levels: LevelView[]; onAsk: (choice: EscalationChoice) => void };

/** Which level has it and for how long, when the next is to be asked, and a button for each level. */
export function LevelTimer({ standing: { level, isAsked, askedAt, next }, levels, onAsk }: LevelTimerProps) {
  const name = levels.find((one) => one.level === level)?.name;
  return (
    <div className="grid gap-2 py-1">
      <p>
        Level {level}
        {name && ` (${name})`} has had it since <Time at={askedAt} form="clock" />
        {!isAsked && ', without being asked'}
        {next && (
          <>
            ; <DueWords dueAt={next.dueAt} level={next.level} />
          </>
        )}
        .
      </p>
      <div className="flex flex-wrap gap-2">
        {levels.map((one) => (
          <Button
            key={one.level}
            size="sm"
            look={one.level === next?.level ? 'primary' : 'plain'}
            title={one.name}
            data-command={`Escalate to level ${one.level}: ${one.name}`}
            onClick={() => onAsk({ level: one })}
          >
            Ask level {one.level}
          </Button>
        ))}
      </div>
    </div>
  );
}

function DueWords({ dueAt, level }: { dueAt: string; level: number }) {
  const dueMs = Date.parse(dueAt);
  const late = useNow((nowMs) => nowMs >= dueMs);
  const words = useNow((nowMs) => ageInWords(Math.abs(dueMs - nowMs)));
  return late ? (
    <span className="font-medium text-warn" suppressHydrationWarning>
      level {level} should have been asked {words} ago
    </span>
  ) : (
    <span suppressHydrationWarning>
      level {level} in {words}
    </span>
  );
}
