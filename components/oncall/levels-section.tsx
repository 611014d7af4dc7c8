import { Section } from '@/components/ui/section';
import { Cell, Row, Table } from '@/components/ui/table';
import type { LevelView } from '@/domain/oncall/schema';
import { ChangeLevelButton } from './change-level-button';

/** The levels of escalation: who they are, and when each is asked. */
export function LevelsSection({ levels, mayChange }: { levels: LevelView[]; mayChange: boolean }) {
  return (
    <Section title="Levels" about="Who is asked next when those before could not help. An incident’s room counts down to the next level.">
      <Table
        caption="Levels"
        head={[
          'Level',
          'Who',
          'Asked',
          <span key="change" className="sr-only">
            Change
          </span>,
        ]}
      >
        {levels.map((level) => (
          <Row key={level.level}>
            <Cell className="w-px">{level.level}</Cell>
            <Cell>
              <span className="font-medium">{level.name}</span>
              <span className="block text-sm text-ink-3">{level.description}</span>
            </Cell>
            <Cell>{askedWhen(level)}</Cell>
            <Cell className="w-16">{mayChange && <ChangeLevelButton level={level} />}</Cell>
          </Row>
        ))}
      </Table>
    </Section>
  );
}

function askedWhen({ level, afterMinutes }: LevelView): string {
  if (level === 1) return 'from the start';
  return afterMinutes === null ? 'by hand alone' : `${afterMinutes} min after level ${level - 1}`;
}
