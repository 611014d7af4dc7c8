import { z } from 'zod';

const MOST_SERIES = 200;

const Point = z.tuple([z.number(), z.string()]);
const Labels = z.record(z.string(), z.string());
const Result = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: Labels, value: Point.optional() })) }),
  z.object({ resultType: z.literal('matrix'), result: z.array(z.object({ metric: Labels, values: z.array(Point).optional() })) }),
  z.object({ resultType: z.literal('scalar'), result: Point }),
  z.object({ resultType: z.literal('string'), result: Point }),
]);
const Answer = z.union([
  z.object({ status: z.literal('success'), data: Result, warnings: z.array(z.string()).optional() }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);

/** One series: its last value, and of a range all of its points as [seconds, value]. */
export type PromSeries = { labels: Record<string, string>; value: number | null; points?: [number, number | null][] };
export type PromAnswer = {
  resultType: 'vector' | 'matrix' | 'scalar' | 'string';
  series: PromSeries[];
  truncated: boolean;
  warnings: string[];
};

/** JSON knows neither NaN nor infinity: they are kept as none. */
const number = (text: string | undefined) => (Number.isFinite(Number(text)) ? Number(text) : null);

function seriesOf(data: z.infer<typeof Result>): PromSeries[] {
  if (data.resultType === 'vector') return data.result.map(({ metric, value }) => ({ labels: metric, value: number(value?.[1]) }));
  if (data.resultType !== 'matrix') return [{ labels: {}, value: number(data.result[1]) }];
  return data.result.map(({ metric, values = [] }) => ({
    labels: metric,
    value: number(values.at(-1)?.[1]),
    points: values.map(([at, value]): [number, number | null] => [at, number(value)]),
  }));
}

/** Reads an answer of Prometheus' HTTP API; null when it is none. */
export function readAnswer(text: string): PromAnswer | { errorType: string; error: string } | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = Answer.safeParse(json);
  if (!parsed.success) return null;
  if (parsed.data.status === 'error') return parsed.data;
  const series = seriesOf(parsed.data.data);
  return {
    resultType: parsed.data.data.resultType,
    series: series.slice(0, MOST_SERIES),
    truncated: series.length > MOST_SERIES,
    warnings: parsed.data.warnings ?? [],
  };
}
