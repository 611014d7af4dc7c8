'use server';

import { createStakeholderLink as create } from '@/domain/stakeholders/create-stakeholder-link';
import { revokeStakeholderLink as revoke } from '@/domain/stakeholders/revoke-stakeholder-link';
import { CreateStakeholderLink, OnStakeholderLink } from '@/domain/stakeholders/schema';
import { act } from './act';

export async function createStakeholderLink(raw: unknown) {
  return act(CreateStakeholderLink, raw, create);
}
export async function revokeStakeholderLink(raw: unknown) {
  return act(OnStakeholderLink, raw, revoke);
}
