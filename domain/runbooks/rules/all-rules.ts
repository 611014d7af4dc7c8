import { ALEMBIC_RULES, checkAlembic } from './alembic-rules';
import { BASH_RULES, checkBash } from './bash-rules';
import { CEL_RULES, checkCel } from './cel-rules';
import { FORMAT_RULES, TARGET_RULES } from './format-rules';
import { GUIDE_RULES } from './guide-rules';
import { checkHttp, HTTP_RULES } from './http-rules';
import { checkBody, KIND_RULES } from './kind-rules';
import { LIVE_RULES } from './live-rules';
import { checkPromrule, PROMRULE_RULES } from './promrule-rules';
import type { BlockCheck, Rule } from './rule';
import { checkSecrets, SECRET_RULES } from './secrets';
import { SNIPPET_RULES } from './snippet-rules';
import { checkSqlBlock, SQL_RULES } from './sql-rules';
import { checkTargets } from './target-checks';

/** Every rule of the doctor by its id: why it is one, what to do instead, and where that is known from. */
export const RULES = {
  ...FORMAT_RULES,
  ...TARGET_RULES,
  ...SECRET_RULES,
  ...CEL_RULES,
  ...SQL_RULES,
  ...HTTP_RULES,
  ...BASH_RULES,
  ...ALEMBIC_RULES,
  ...PROMRULE_RULES,
  ...KIND_RULES,
  ...SNIPPET_RULES,
  ...GUIDE_RULES,
  ...LIVE_RULES,
} satisfies Record<string, Rule>;

/** What is looked at in each block. A new check is one entry here and its rules above. */
export const BLOCK_CHECKS = {
  targets: checkTargets,
  secrets: checkSecrets,
  verdicts: checkCel,
  bodies: checkBody,
  sql: checkSqlBlock,
  http: checkHttp,
  bash: checkBash,
  alembic: checkAlembic,
  promrule: checkPromrule,
} satisfies Record<string, BlockCheck>;
