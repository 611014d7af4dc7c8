'use server';

import { forgetAccess } from '@/auth/standing';
import { changePassword as password } from '@/domain/access/change-password';
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

/** As act, and whoever asks next in this process sees the change at once. */
const change: typeof act = (schema, raw, verb) => act(schema, raw, (ctx, input) => verb(ctx, input).finally(forgetAccess));

export async function inviteUser(raw: unknown) {
  return change(InviteUser, raw, invite);
}
export async function createSignInLink(raw: unknown) {
  return change(OnUser, raw, createLink);
}
export async function changeRoles(raw: unknown) {
  return change(ChangeRoles, raw, roles);
}
export async function disableUser(raw: unknown) {
  return change(OnUser, raw, disable);
}
export async function enableUser(raw: unknown) {
  return change(OnUser, raw, enable);
}
export async function signOutEverywhere(raw: unknown) {
  return change(OnUser, raw, signOutAll);
}
export async function revokeSession(raw: unknown) {
  return change(OnSession, raw, revoke);
}
export async function changePassword(raw: unknown) {
  return change(ChangePassword, raw, password);
}
export async function createApiKey(raw: unknown) {
  return change(CreateApiKey, raw, createKey);
}
export async function revokeApiKey(raw: unknown) {
  return change(OnApiKey, raw, revokeKey);
}
