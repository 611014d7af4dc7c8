import { readdirSync } from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle.mjs';
import { Refusal, refuse } from './progress.mjs';
import { runHere } from './run.mjs';
import { prepare, ROOT } from './start.mjs';

function chooseBenches(wanted) {
  const known = readdirSync(path.join(ROOT, 'bench'))
    .filter((name) => name.endsWith('.bench.ts'))
    .map((name) => name.slice(0, -'.bench.ts'.length))
    .sort();
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown) throw new Refusal(`There is no bench "${unknown}"; there are ${known.join(', ')}.`);
  return wanted.length > 0 ? wanted : known;
}

/** Runs the benches one after the other and ends this process: 0 when each of them did. */
export async function runBenches(wanted) {
  try {
    const buildDir = await prepare({ withBuild: true });
    const names = chooseBenches(wanted);
    const folder = path.join(ROOT, 'dist/bench');
    await bundle(ROOT, folder, Object.fromEntries(names.map((name) => [name, `bench/${name}.bench.ts`])));
    for (const name of names) {
      console.log(`\n${name}`);
      const code = await runHere(process.execPath, [path.join(folder, `${name}.mjs`)], { env: { SITREP_BUILD_DIR: buildDir } });
      if (code !== 0) process.exitCode = 1;
    }
  } catch (error) {
    refuse(error);
  }
}
