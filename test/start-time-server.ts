export { startTimeServer, type TimeServerMood } from '@/lab/oatie/start-time-server';
