import { Environment } from '@marcbachmann/cel-js';
import { Refusal } from '#kernel/refusal.ts';
import type { Variable } from './rule.ts';

/**
 * Formulas of scoring rules are written in CEL (Common Expression Language): no loops, no access to anything
 * but the declared variables, types checked before the first use. Library: @marcbachmann/cel-js (MIT,
 * maintained, no dependencies). All variables are numbers (double).
 */
const LIMITS = { maxAstNodes: 300, maxDepth: 40, maxListElements: 20, maxMapEntries: 0, maxCallArguments: 8 };

type Compiled = (values: Record<string, number>) => unknown;
const compiled = new Map<string, Compiled>();

/** @throws Refusal `par-index.bad_formula` (422) with the library's reason when it does not compile to a number */
export function compileFormula(formula: string, variables: readonly Variable[]): Compiled {
  const key = `${variables.map((variable) => variable.name).join(',')}|${formula}`;
  const known = compiled.get(key);
  if (known) return known;
  const environment = new Environment({ limits: LIMITS })
    .registerFunction('min(double, double): double', (a: number, b: number) => Math.min(a, b))
    .registerFunction('max(double, double): double', (a: number, b: number) => Math.max(a, b));
  for (const variable of variables) environment.registerVariable(variable.name, 'double');
  const check = environment.check(formula);
  if (!check.valid) throw new Refusal('par-index.bad_formula', 422, { formula, reason: check.error?.message ?? '' });
  if (check.type !== 'double')
    throw new Refusal('par-index.bad_formula', 422, {
      formula,
      reason: 'kết quả phải là số thập phân, ví dụ viết 2.0 thay cho 2',
    });
  const parsed = environment.parse(formula);
  compiled.set(key, parsed);
  return parsed;
}

/** @throws Refusal `par-index.bad_formula` when the result is no finite number, such as a division by zero */
export function evaluateFormula(
  formula: string,
  variables: readonly Variable[],
  values: Readonly<Record<string, number>>,
): number {
  const context = Object.fromEntries(variables.map(({ name }) => [name, values[name] ?? Number.NaN]));
  const result = compileFormula(formula, variables)(context);
  if (typeof result !== 'number' || !Number.isFinite(result))
    throw new Refusal('par-index.bad_formula', 422, { formula, reason: 'không ra một số (có thể chia cho 0)' });
  return result;
}
