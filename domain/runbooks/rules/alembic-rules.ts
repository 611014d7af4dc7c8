import { downgradesIn, productionObjection } from '../production-objection';
import type { BlockCheck, Rule } from './rule';

export const ALEMBIC_RULES = {
  'alembic/base-on-production': {
    explanation: 'Downgrading to base drops every table that migrations made, with what is in them.',
    fix: 'Go back one revision (alembic downgrade -1), or restore a backup beside it.',
    source: 'alembic.sqlalchemy.org, Tutorial, Downgrading',
  },
  'alembic/understated': {
    explanation: 'A downgrade drops columns and tables that later revisions made; their content does not come back with an upgrade.',
    fix: 'Give effect="destructive".',
    source: 'alembic.sqlalchemy.org, Tutorial, Downgrading',
  },
} satisfies Record<string, Rule>;

/** A downgrade says what it destroys, and never goes to the base of a production target. */
export const checkAlembic: BlockCheck = ({ block, targets }) => {
  if (block.kind !== 'bash' || downgradesIn(block.body).length === 0) return [];
  const target = targets?.get(block.target);
  const objection = target ? productionObjection(block, target) : null;
  if (objection) return [{ rule: 'alembic/base-on-production', severity: 'error', line: 1, message: `${objection}.` }];
  if (block.effect === 'destructive') return [];
  return [{ rule: 'alembic/understated', severity: 'error', line: 1, message: 'A downgrade loses data for ever.' }];
};
