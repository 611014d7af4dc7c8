import type { Problem } from '@/domain/runbooks/schema';
import { type ProblemPlace, problemsHtml } from './problems-html';

type ProblemsProps = { problems: Problem[]; place: ProblemPlace };

/** What is wrong in a file or in a part of it, each with its place, why that is wrong and what to write instead. */
export function Problems({ problems, place }: ProblemsProps) {
  if (problems.length === 0) return null;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: written by problems-html.ts, in which every word is text
  return <div className="problems" data-place={place} dangerouslySetInnerHTML={{ __html: problemsHtml(problems, place) }} />;
}
