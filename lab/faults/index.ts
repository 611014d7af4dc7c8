import { BAD_TOKEN } from './bad-token';
import { DISK_PRESSURE } from './disk-pressure';
import type { Fault } from './fault';
import { HTTP_5XX } from './http-5xx';
import { LOCK_TREE } from './lock-tree';
import { POOL_EXHAUSTION } from './pool-exhaustion';
import { SLOW_QUERIES } from './slow-queries';

export const FAULTS: readonly Fault[] = [POOL_EXHAUSTION, SLOW_QUERIES, LOCK_TREE, HTTP_5XX, BAD_TOKEN, DISK_PRESSURE];
