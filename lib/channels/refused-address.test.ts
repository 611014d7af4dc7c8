import { expect, test } from 'vitest';
import { loopbackAllowed, refusedAddress } from './refused-address';

test.each([
  '169.254.169.254',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '100.100.100.200',
  'fd00:ec2::254',
  'fe80::1',
  '0.0.0.0',
  '::',
  '224.0.0.1',
])('%s is never posted to', (address) => {
  expect(refusedAddress(address, true)).toContain(address);
});

test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('%s is posted to on a machine of one’s own alone', (address) => {
  expect(refusedAddress(address, true)).toBeUndefined();
  expect(refusedAddress(address, false)).toContain('own machine');
});

test.each(['10.1.2.3', '192.168.1.1', '93.184.216.34', '2606:2800::1', 'fd12::1'])('%s may be a receiver', (address) => {
  expect(refusedAddress(address, false)).toBeUndefined();
});

test('loopback is allowed where the console answers on it alone, under no other name', () => {
  expect(loopbackAllowed({ HOST: '127.0.0.1', PUBLIC_URL: undefined })).toBe(true);
  expect(loopbackAllowed({ HOST: '127.0.0.1', PUBLIC_URL: 'https://sitrep.example.com' })).toBe(false);
  expect(loopbackAllowed({ HOST: '0.0.0.0', PUBLIC_URL: undefined })).toBe(false);
});

test('an address behind a translator is judged by what it stands for', () => {
  expect(refusedAddress('64:ff9b::a9fe:a9fe', true)).toContain('169.254.169.254');
  expect(refusedAddress('64:ff9b::7f00:1', false)).toContain('127.0.0.1');
  expect(refusedAddress('64:ff9b::5db8:d822', false)).toBeUndefined();
});
