import { rmSync } from 'node:fs';
import path from 'node:path';
import { product } from './product';

export default function removeProduct(): void {
  rmSync(path.dirname(product.dataDir), { recursive: true, force: true, maxRetries: 5 });
}
