// The arrows of ARCHITECTURE.md. Each is an error. Type imports count, in circles too.

const FLOORS = 'app|components|actions|engine|auth|domain|lib|prisma|lab|cli|bin|bench|test|e2e';
const FEATURES = 'alerts|oncall|comms|stakeholders|diagnostics|investigation|procedures|reviews|status-page|analytics|action-items';
const GROUND = '^domain/((runbooks|audit|access|deliveries)/|(context|jobs|errors)\\.ts$)';
const PURE = [
  '^domain/.+/(schema|rules|timeline-event)\\.ts$',
  '^domain/access/matrix\\.ts$',
  '^domain/(errors|context)\\.ts$',
  '^actions/result\\.ts$',
  '^lib/markdown/link-target\\.ts$',
];
/** What the clocks are read by: pure too, with a library for time zones. */
const CALCULATORS = '^domain/incidents/clocks/(business-day|read-clocks|crossings|clock-view)\\.ts$';
const ENUMS = '^prisma/generated/enums\\.ts$';
const CLIENT = '^prisma/generated/';
const OURS = `^(${FLOORS})/`;
const TESTS = ['\\.test\\.tsx?$', '^(test|e2e)/'];

/** What is ours and not in `allowed` is forbidden to `from`; tests stand outside the floors. */
const arrow = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TESTS },
  to: { path: OURS, pathNot: allowed },
});

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    never('no-circle', 'Move what both need below both.', {}, { circular: true }),
    never('resolves', 'The file or package does not exist.', {}, { couldNotResolve: true }),

    arrow('app', '^app/', ['^(app|components|actions|auth|domain|lib)/', ENUMS], 'Pages call what is below them.'),
    arrow('actions', '^actions/', ['^(actions|auth|domain)/', ENUMS], 'Actions are doors: they call a verb and nothing else.'),
    arrow('engine', '^engine/', ['^(engine|auth|domain|lib)/', ENUMS], 'The engine composes features; it draws nothing.'),
    arrow('auth', '^auth/', ['^auth/', '^lib/', GROUND, ENUMS], 'auth knows who asks, not what they ask for.'),
    arrow('lib', '^lib/', ['^lib/', CLIENT], 'lib knows nothing of incidents.'),
    arrow('prisma', '^prisma/', ['^prisma/', '^lib/', GROUND], 'The seed writes policy, nothing of a feature.'),
    arrow('lab', '^lab/', ['^lab/', '^lib/'], 'The lab is what runbooks are tried on: it does not know the console.'),
    arrow('cli', '^cli/', ['^(cli|auth|domain|lib|lab)/', ENUMS], 'A command calls the same verbs as a page.'),
    arrow('bin', '^bin/', ['^bin/', '^lib/', '^prisma/', GROUND], 'The launcher prepares and starts; it does no work of the console.'),
    arrow('bench', '^bench/', ['^(bench|test|lib|bin)/'], 'A measure stands outside, as an end-to-end test does, and asks over HTTP.'),

    never(
      'components-values',
      'Only pure domain files may reach the browser; take the rest as `import type`.',
      { path: '^components/', pathNot: TESTS },
      { path: OURS, pathNot: ['^(components|actions)/', ENUMS, ...PURE], dependencyTypesNot: ['type-only'] },
    ),
    never(
      'components-types',
      'A component may name the types of a verb, not of lib, auth or the engine.',
      { path: '^components/', pathNot: TESTS },
      { path: OURS, pathNot: ['^(components|actions|domain)/', CLIENT], dependencyTypes: ['type-only'] },
    ),

    arrow('domain', '^domain/', ['^domain/', '^lib/', CLIENT], 'domain rests on lib alone.'),
    never(
      'features-side-by-side',
      'Features stand side by side: only the engine composes them.',
      { path: `^domain/(${FEATURES})/`, pathNot: TESTS },
      { path: `^domain/(${FEATURES})/`, pathNot: '^domain/$1/' },
    ),
    arrow(
      'incidents',
      '^domain/incidents/',
      ['^domain/incidents/', GROUND, '^lib/', CLIENT],
      'All features rest on incidents; it knows none of them.',
    ),
    arrow('ground', GROUND, [GROUND, '^lib/', CLIENT], 'The ground knows no feature and no incident.'),
    never(
      'one-client',
      'The generated client is a value in lib/db.ts alone; elsewhere it is a type.',
      { path: OURS, pathNot: ['^lib/db\\.ts$', '^prisma/'] },
      { path: CLIENT, pathNot: ENUMS, dependencyTypesNot: ['type-only'] },
    ),

    never(
      'pure',
      'A pure file takes zod, the generated enums and other pure files: it does no input or output.',
      { path: PURE },
      { pathNot: ['^node_modules/zod/', ENUMS, ...PURE], dependencyTypesNot: ['type-only'] },
    ),
    never(
      'pure-types',
      'The types that a pure file names are pure too, or a package of types alone.',
      { path: PURE },
      { pathNot: ['^node_modules/(zod|@types)/', ENUMS, ...PURE], dependencyTypes: ['type-only'] },
    ),

    never(
      'calculators',
      'A clock is a function of policy, calendar, events and now: it does no input or output.',
      { path: CALCULATORS },
      { pathNot: ['^node_modules/(zod|luxon)/', ENUMS, CALCULATORS, ...PURE], dependencyTypesNot: ['type-only'] },
    ),

    never(
      'no-web-below',
      'domain and lib serve the engine too, where neither Next nor React is.',
      { path: '^(domain|engine|lib|lab|cli|prisma)/', pathNot: TESTS },
      { path: '^node_modules/(next|react|react-dom)/' },
    ),
    never(
      'no-web-in-engine',
      'The engine takes only those files of auth that run under plain Node.',
      { path: '^(engine|cli|lab)/', pathNot: TESTS },
      { path: '^node_modules/(next|react|react-dom)/', reachable: true },
    ),
    never(
      'server-only',
      'It throws under plain Node: auth alone may use it.',
      { pathNot: '^auth/' },
      { path: '^node_modules/server-only/' },
    ),

    never('no-test-code', 'The product does not import its tests.', { path: OURS, pathNot: [...TESTS, '^bench/'] }, { path: TESTS }),
    never(
      'no-dev-package',
      'A package the product runs with belongs to dependencies.',
      { path: OURS, pathNot: [...TESTS, '^bench/', '^bin/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    ),
    never(
      'named-package',
      'Name the package in package.json: it is here only because another one wants it.',
      { path: OURS },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated/'] },
    exclude: { path: '^(\\.next|\\.data|dist|public|docs|runbooks|test-results|playwright-report)/|^(?!node_modules).*\\.(css|json)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
    skipAnalysisNotInRules: true,
  },
};
