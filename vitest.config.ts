import path from 'node:path';
import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', 'dist/**', '.next/**', '.data/**', 'e2e/**'];

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...ignored, '**/*.db.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['**/*.db.test.{ts,tsx}'],
          exclude: ignored,
          globalSetup: ['test/install-programs.ts', 'test/start-postgres.ts'],
        },
      },
    ],
  },
});
