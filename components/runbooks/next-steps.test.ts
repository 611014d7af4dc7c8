import type { Root } from 'hast';
import { expect, test } from 'vitest';
import { nextSteps } from './next-steps';

const element = (tagName: string, properties: object, ...children: unknown[]) => ({ type: 'element', tagName, properties, children });

test('changes that follow it belong to it, up to what is something else', () => {
  const tree = {
    type: 'root',
    children: [
      element('rb-when', { diagnostic: 'held', is: 'fail' }),
      { type: 'text', value: ' ' },
      element('rb-remediation', { id: 'end-all' }),
      element('p', {}),
      element('rb-remediation', { id: 'end-one' }),
      element('h2', {}),
      element('rb-remediation', { id: 'other' }),
    ],
  } as unknown as Root;
  expect(nextSteps(tree, [])).toEqual([{ block: 'held', is: ['fail'], remediations: ['end-all', 'end-one'] }]);
});

test('each <When>, wherever it stands, with the changes in it', () => {
  const tree = {
    type: 'root',
    children: [
      element('p', {}),
      element(
        'section',
        {},
        element('rb-when', { diagnostic: 'pool', is: 'fail warn' }, element('div', {}, element('rb-remediation', { id: 'end' }))),
      ),
      element('rb-when', { diagnostic: 'pool', is: 'ok' }),
    ],
  } as unknown as Root;
  expect(nextSteps(tree, [])).toEqual([
    { block: 'pool', is: ['fail', 'warn'], remediations: ['end'] },
    { block: 'pool', is: ['ok'], remediations: [] },
  ]);
});

test('a change that takes another back is no next step', () => {
  const tree = {
    type: 'root',
    children: [
      element('rb-when', { diagnostic: 'plan', is: 'fail' }),
      element('rb-remediation', { id: 'build' }),
      element('rb-remediation', { id: 'drop' }),
    ],
  } as unknown as Root;
  expect(nextSteps(tree, [{ id: 'build', undo: 'drop' }])).toEqual([{ block: 'plan', is: ['fail'], remediations: ['build'] }]);
});

test('what a change shows before it runs does not part it from its <When>', () => {
  const tree = {
    type: 'root',
    children: [
      element('rb-when', { diagnostic: 'sessions', is: 'fail' }),
      element('rb-diagnostic', { id: 'would-end' }),
      element('rb-remediation', { id: 'end' }),
      element('rb-diagnostic', { id: 'other' }),
      element('rb-remediation', { id: 'else' }),
    ],
  } as unknown as Root;
  expect(nextSteps(tree, [{ id: 'end', preview: 'would-end' }])).toEqual([{ block: 'sessions', is: ['fail'], remediations: ['end'] }]);
});
