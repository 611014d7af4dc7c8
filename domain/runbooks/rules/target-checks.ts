import { KIND_FORMATS } from '../kinds';
import type { BlockCheck } from './rule';

/** The target is in the inventory, and one that this kind can speak to. */
export const checkTargets: BlockCheck = ({ block, targets, awaits }) => {
  if (!targets) return [];
  const target = targets.get(block.target);
  if (!target && awaits?.includes(block.target))
    return [{ rule: 'target/awaited', severity: 'warning', message: `It cannot run before there is a target ${block.target}.` }];
  if (!target)
    return [
      {
        rule: 'target/unknown',
        severity: 'error',
        message: `There is no target ${block.target}.`,
        fix: `Add it to targets.yaml; known are ${[...targets.keys()].join(', ')}.`,
      },
    ];
  const needed = KIND_FORMATS[block.kind].targets;
  if (needed && !needed.includes(target.kind))
    return [
      {
        rule: 'target/kind',
        severity: 'error',
        message: `${block.kind} needs a target of kind ${needed.join(' or ')}; ${target.name} is ${target.kind}.`,
        fix: 'Name another target.',
      },
    ];
  if (block.kind === 'sql' && block.effect !== 'read' && !target.write)
    return [
      {
        rule: 'target/no-write',
        severity: 'error',
        message: `${target.name} has no credential to change anything with.`,
        fix: `Add write: { env: NAME } to ${target.name} in targets.yaml.`,
      },
    ];
  return [];
};
