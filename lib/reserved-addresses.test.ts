import { expect, it } from 'vitest';
import { isReserved } from './reserved-addresses';

it.each([
  '169.254.169.254',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  'fe80::1%eth0',
  'FEBF::1',
  'fd00:ec2::254',
  'fd20:ce::254',
  '192.0.0.192',
  '100.100.100.200',
  '64:ff9b::a9fe:a9fe',
  '0.0.0.0',
  'ff02::1',
])('%s is reserved', (address) => expect(isReserved(address)).toBe(true));

it.each(['127.0.0.1', '10.0.0.1', '::1', 'fd00::1', '2001:db8::1', '169.253.0.1', '64:ff9b::808:808'])('%s is not', (address) =>
  expect(isReserved(address)).toBe(false),
);
