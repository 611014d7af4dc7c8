'use server';

import { addContact as addWho } from '@/domain/oncall/add-contact';
import { addTeamLink as addLink } from '@/domain/oncall/add-team-link';
import { changeContact as changeWho } from '@/domain/oncall/change-contact';
import { changeLevel as level } from '@/domain/oncall/change-level';
import { escalateIncident as escalate } from '@/domain/oncall/escalate-incident';
import { removeContact as removeWho } from '@/domain/oncall/remove-contact';
import { removeTeamLink as removeLink } from '@/domain/oncall/remove-team-link';
import {
  AddContact,
  AddTeamLink,
  ChangeContact,
  ChangeLevel,
  EscalateIncident,
  RemoveContact,
  RemoveTeamLink,
} from '@/domain/oncall/schema';
import { act } from './act';

export async function addContact(raw: unknown) {
  return act(AddContact, raw, addWho);
}
export async function changeContact(raw: unknown) {
  return act(ChangeContact, raw, changeWho);
}
export async function removeContact(raw: unknown) {
  return act(RemoveContact, raw, removeWho);
}
export async function changeLevel(raw: unknown) {
  return act(ChangeLevel, raw, level);
}
export async function addTeamLink(raw: unknown) {
  return act(AddTeamLink, raw, addLink);
}
export async function removeTeamLink(raw: unknown) {
  return act(RemoveTeamLink, raw, removeLink);
}
export async function escalateIncident(raw: unknown) {
  return act(EscalateIncident, raw, escalate);
}
