import type { Rule } from './rule';

const FORMAT = 'docs/writing-runbooks.md';

/** What trying a runbook's diagnostics against their real targets finds. */
export const LIVE_RULES = {
  'live/refused': {
    explanation: 'The target itself does not take what the block sends: a name that is not there, a right that is missing.',
    fix: 'Correct the statement, or give the reading credential what it needs.',
    source: FORMAT,
  },
  'live/undecided': {
    explanation: 'The block ran, but its rules could not be decided on what came back.',
    fix: 'Let the rules speak of what the kind gives, also when nothing is found.',
    source: 'docs/kinds.md',
  },
  'live/unreachable': {
    explanation: 'The target did not answer, so nothing is known of the blocks that run against it.',
    fix: 'Start it, or correct its address or credential in targets.yaml.',
    source: `${FORMAT}#targets`,
  },
  'live/not-available': {
    explanation: 'A program or a right that the block needs is missing on this machine.',
    fix: 'Install it, or check where the console runs.',
    source: 'docs/kinds.md',
  },
} satisfies Record<string, Rule>;
