import { DeliverySender } from '@/engine/jobs/delivery-sender';

// The program of start-sender-process.ts.
const sender = new DeliverySender();
await sender.sweep();
await sender.idle();
process.exit();
