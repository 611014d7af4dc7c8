import { existsSync, readFileSync } from 'node:fs';
import { refuse } from './progress.mjs';
import { run } from './run.mjs';
import { prepare } from './start.mjs';

const AT_ONCE = 2;
const FLOORS = ['app', 'components', 'actions', 'auth', 'engine', 'domain', 'lib', 'lab', 'cli', 'bin', 'bench', 'prisma', 'test', 'e2e'];
const FOLDERS = FLOORS.filter((floor) => existsSync(floor));

const CHECKS = [
  { name: 'unit tests', program: 'vitest', args: ['run', '--project', 'unit', '--reporter=dot'], needs: ['vitest.config.ts'] },
  // Two compilers are installed: docs/decisions/011.
  {
    name: 'types',
    program: 'tsc',
    of: 'typescript-7',
    args: ['--noEmit'],
    needs: ['tsconfig.json'],
  },
  { name: 'style', program: 'biome', of: '@biomejs/biome', args: ['check', '--error-on-warnings'], needs: ['biome.json'] },
  { name: 'arrows', program: 'depcruise', of: 'dependency-cruiser', args: FOLDERS, needs: ['.dependency-cruiser.cjs'] },
  { name: 'unused code', program: 'knip', args: [], needs: ['knip.jsonc'] },
];

/** The file behind a package's command. */
function findProgram(name, program) {
  const { bin } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  return `node_modules/${name}/${typeof bin === 'string' ? bin : bin[program]}`;
}

async function runCheck({ name, program, of = program, args }) {
  const startedMs = Date.now();
  const seconds = () => ((Date.now() - startedMs) / 1000).toFixed(1);
  try {
    await run(process.execPath, [findProgram(of, program), ...args], {
      failure: '',
      env: { FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
    });
    console.log(`ok    ${name} (${seconds()} s)`);
    return true;
  } catch (error) {
    console.log(`FAIL  ${name} (${seconds()} s)\n${error.message.trim()}\n`);
    return false;
  }
}

// The file that tells TypeScript of Next's own modules is generated and not kept.
async function generatePageTypes() {
  if (existsSync('next-env.d.ts') || !existsSync('app')) return;
  await run(process.execPath, ['node_modules/next/dist/bin/next', 'typegen'], {
    failure: 'The types of the pages could not be generated.',
  });
}

/** Runs every check whose settings exist, two at once, and ends this process: 0 when all passed. */
export async function runChecks() {
  try {
    await prepare();
    await generatePageTypes();
    const waiting = CHECKS.filter(({ needs }) => needs.some((file) => existsSync(file)));
    const results = [];
    const work = async () => {
      for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await runCheck(check));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const passed = results.filter(Boolean).length;
    console.log(`\n${passed} of ${results.length} checks passed`);
    process.exitCode = passed === results.length ? 0 : 1;
  } catch (error) {
    refuse(error);
  }
}
