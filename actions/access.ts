'use server';

import { changePassword as change } from '@/domain/access/change-password';
import { changeRoles as roles } from '@/domain/access/change-roles';
import { createApiKey as createKey } from '@/domain/access/create-api-key';
import { createSignInLink as createLink } from '@/domain/access/create-sign-in-link';
import { disableUser as disable } from '@/domain/access/disable-user';
import { enableUser as enable } from '@/domain/access/enable-user';
import { inviteUser as invite } from '@/domain/access/invite-user';
import { revokeApiKey as revokeKey } from '@/domain/access/revoke-api-key';
import { revokeSession as revoke } from '@/domain/access/revoke-session';
import { ChangePassword, ChangeRoles, CreateApiKey, InviteUser, OnApiKey, OnSession, OnUser } from '@/domain/access/schema';
import { signOutEverywhere as signOutAll } from '@/domain/access/sign-out-everywhere';
import { act } from './act';

export async function inviteUser(raw: unknown) {
  return act(InviteUser, raw, invite);
}
export async function createSignInLink(raw: unknown) {
  return act(OnUser, raw, createLink);
}
export async function changeRoles(raw: unknown) {
  return act(ChangeRoles, raw, roles);
}
export async function disableUser(raw: unknown) {
  return act(OnUser, raw, disable);
}
export async function enableUser(raw: unknown) {
  return act(OnUser, raw, enable);
}
export async function signOutEverywhere(raw: unknown) {
  return act(OnUser, raw, signOutAll);
}
export async function revokeSession(raw: unknown) {
  return act(OnSession, raw, revoke);
}
export async function changePassword(raw: unknown) {
  return act(ChangePassword, raw, change);
}
export async function createApiKey(raw: unknown) {
  return act(CreateApiKey, raw, createKey);
}
export async function revokeApiKey(raw: unknown) {
  return act(OnApiKey, raw, revokeKey);
}
