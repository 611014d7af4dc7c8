'use server';

import { addHypothesis as suppose } from '@/domain/investigation/add-hypothesis';
import { addTask as add } from '@/domain/investigation/add-task';
import { changeHypothesisTest as testBy } from '@/domain/investigation/change-hypothesis-test';
import { changeStep as step } from '@/domain/investigation/change-step';
import { changeTask as change } from '@/domain/investigation/change-task';
import { decideHypothesis as decide } from '@/domain/investigation/decide-hypothesis';
import { dropTask as drop } from '@/domain/investigation/drop-task';
import { finishTask as finish } from '@/domain/investigation/finish-task';
import { reopenHypothesis as supposeAgain } from '@/domain/investigation/reopen-hypothesis';
import { reopenTask as reopen } from '@/domain/investigation/reopen-task';
import {
  AddHypothesis,
  AddTask,
  ChangeHypothesisTest,
  ChangeStep,
  ChangeTask,
  DecideHypothesis,
  DropTask,
  FinishTask,
  ReopenHypothesis,
  ReopenTask,
  TestHypothesis,
} from '@/domain/investigation/schema';
import { testHypothesis as test } from '@/domain/investigation/test-hypothesis';
import { act } from './act';

export async function addTask(raw: unknown) {
  return act(AddTask, raw, add);
}
export async function changeTask(raw: unknown) {
  return act(ChangeTask, raw, change);
}
export async function finishTask(raw: unknown) {
  return act(FinishTask, raw, finish);
}
export async function dropTask(raw: unknown) {
  return act(DropTask, raw, drop);
}
export async function reopenTask(raw: unknown) {
  return act(ReopenTask, raw, reopen);
}
export async function addHypothesis(raw: unknown) {
  return act(AddHypothesis, raw, suppose);
}
export async function changeHypothesisTest(raw: unknown) {
  return act(ChangeHypothesisTest, raw, testBy);
}
export async function testHypothesis(raw: unknown) {
  return act(TestHypothesis, raw, test);
}
export async function decideHypothesis(raw: unknown) {
  return act(DecideHypothesis, raw, decide);
}
export async function reopenHypothesis(raw: unknown) {
  return act(ReopenHypothesis, raw, supposeAgain);
}
export async function changeStep(raw: unknown) {
  return act(ChangeStep, raw, step);
}
