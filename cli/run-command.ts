import { type Command, print, UsageError } from './command';

type Verbs = Record<string, Command>;

/** noun -> its verbs; the verb of a noun that has but one is ''. Loaded when asked for: checking runbooks needs no database, and verifying the audit no parser. */
const NOUNS = {
  runbooks: async () => ({
    check: (await import('./check-runbooks')).checkCommand,
    import: (await import('./import-runbooks')).importCommand,
  }),
  reviews: async () => ({ import: (await import('./import-review')).importReviewCommand }),
  lab: async () => (await import('./lab-commands')).LAB_COMMANDS,
  audit: async () => ({ verify: (await import('./verify-audit')).verifyCommand }),
  coverage: async () => ({ '': (await import('./coverage')).coverageCommand }),
} satisfies Record<string, () => Promise<Verbs>>;

const isNoun = (name: string): name is keyof typeof NOUNS => Object.hasOwn(NOUNS, name);

async function printUsage(): Promise<void> {
  print('Usage: npm run cli -- NOUN VERB');
  for (const load of Object.values(NOUNS))
    for (const { usage, says } of Object.values<Command>(await load())) print(`  ${usage.padEnd(32)} ${says}`);
}

const complain = (message: string) => void process.stderr.write(`${message}\n`);

/** Runs one verb. The exit code is 0 when all is well, 1 when it found something or failed, 2 when it was not understood. */
export async function runCommand([noun = '', ...rest]: string[]): Promise<number> {
  if (!noun || /^(?:-h|--help|help)$/.test(noun)) {
    await printUsage();
    return noun ? 0 : 2;
  }
  const verbs: Verbs = isNoun(noun) ? await NOUNS[noun]() : {};
  const [verb = '', ...args] = Object.hasOwn(verbs, '') ? ['', ...rest] : rest;
  const command = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!command) {
    complain(
      isNoun(noun)
        ? `${noun} has the verbs ${Object.keys(verbs).join(', ')}.`
        : `There is no ${noun}. Nouns: ${Object.keys(NOUNS).join(', ')}.`,
    );
    return 2;
  }
  try {
    return await command.run(args);
  } catch (error) {
    const isUsage = error instanceof UsageError || String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
    complain((error as Error).message);
    if (isUsage) complain(`Usage: npm run cli -- ${command.usage}`);
    return isUsage ? 2 : 1;
  }
}
