'use server';

import { retryDelivery as retry } from '@/domain/comms/retry-delivery';
import { addChannel as add } from '@/domain/deliveries/add-channel';
import { changeChannel as change } from '@/domain/deliveries/change-channel';
import { disableChannel as disable } from '@/domain/deliveries/disable-channel';
import { enableChannel as enable } from '@/domain/deliveries/enable-channel';
import { rotateChannelKey as rotate } from '@/domain/deliveries/rotate-channel-key';
import { AddChannel, ChangeChannel, OnChannel, OnDelivery } from '@/domain/deliveries/schema';
import { testChannel as tryOut } from '@/domain/deliveries/test-channel';
import { act } from './act';

export async function addChannel(raw: unknown) {
  return act(AddChannel, raw, add);
}
export async function changeChannel(raw: unknown) {
  return act(ChangeChannel, raw, change);
}
export async function disableChannel(raw: unknown) {
  return act(OnChannel, raw, disable);
}
export async function enableChannel(raw: unknown) {
  return act(OnChannel, raw, enable);
}
export async function rotateChannelKey(raw: unknown) {
  return act(OnChannel, raw, rotate);
}
export async function testChannel(raw: unknown) {
  return act(OnChannel, raw, tryOut);
}
export async function retryDelivery(raw: unknown) {
  return act(OnDelivery, raw, retry);
}
