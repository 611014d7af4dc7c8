import type { Plugin } from 'esbuild';
import { bundleOptions } from '../ready/bundle.mjs';
import type { Kept } from './child';

const restartAfterBuild = (engine: Kept): Plugin => ({
  name: 'restart-engine',
  setup(build) {
    let first = true;
    build.onEnd(async ({ errors }) => {
      if (first || errors.length > 0) {
        first = false;
        return;
      }
      console.log('The engine has changed; starting it again.');
      await engine.restart();
    });
  },
});

/** Bundles the engine again whenever a source file of it changes, and starts it again; Next does the same for the pages. */
export async function watchSources(buildDir: string, engine: Kept): Promise<void> {
  const { context } = await import('esbuild');
  const watching = await context({ ...bundleOptions(process.cwd(), buildDir), logLevel: 'warning', plugins: [restartAfterBuild(engine)] });
  await watching.watch();
}
