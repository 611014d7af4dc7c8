import { KIND_FORMATS } from '../kinds';
import type { BlockCheck, BlockInQuestion, Finding } from './rule';

type Inventory = NonNullable<BlockInQuestion['targets']>;

function checkOne(block: BlockInQuestion['block'], targets: Inventory, awaits: BlockInQuestion['awaits']): Finding[] {
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
  const changes = block.effect !== 'read' || KIND_FORMATS[block.kind].asksToChange?.(block.body);
  if ((block.kind === 'sql' || block.kind === 'kubectl') && changes && !target.write)
    return [
      {
        rule: 'target/no-write',
        severity: 'error',
        message: `${target.name} has no credential to change anything with.`,
        fix: `Add write: { env: NAME } to ${target.name} in targets.yaml.`,
      },
    ];
  return [];
}

/** The target is in the inventory, and one that this kind can speak to; so are those that its body also reads. */
export const checkTargets: BlockCheck = ({ block, targets, awaits }) => {
  if (!targets) return [];
  const besides = (KIND_FORMATS[block.kind].besides?.(block.body) ?? []).map((target) => ({ ...block, target }));
  return [block, ...besides].flatMap((each) => checkOne(each, targets, awaits));
};
