import type { Ask } from '../domain/proposal.ts';
import { type Fact, FACT_WORDS, FACTS, type Least, type Reading } from '../domain/proposal-reading.ts';
import type { LeafInput, Rule } from '../domain/rule.ts';
import { plainNumber } from './wording.ts';

/**
 * How the units' present figures are read under a proposed rule, in the words of the letter; none where they are taken
 * as they stand.
 */
export function readingInWords(present: Rule | null, ask: Ask): string[] {
  if (ask.kind !== 'replace-rule') return [];
  const { rule, reading = {} } = ask;
  switch (rule.type) {
    case 'yes-no':
      return conditionsInWords([rule.condition], present, reading);
    case 'all-of':
      return conditionsInWords(rule.conditions, present, reading);
    case 'timeliness':
      return reading.timeliness
        ? [
            `Coi là đúng hạn khi ${leastInWords(reading.timeliness.onTime, present)}`,
            `Nếu không đúng hạn, coi là chậm hạn khi ${leastInWords(reading.timeliness.late, present)}; còn lại là không thực hiện`,
          ]
        : [];
    case 'banded-formula':
      return rule.variables.flatMap(({ name, label }) => {
        const fact = reading.variables?.[name];
        return fact === undefined ? [] : [`${name} (${label}) lấy ${factInWords(fact, present)}`];
      });
    default: {
      const said = present && TAKEN_AS[`${figuresOf(present)} ${wantedBy(rule)}`];
      return said ? [said] : [];
    }
  }
}

/** Which kind of figures one side has and the other wants, and what then stands for what. */
const TAKEN_AS: Readonly<Record<string, string>> = {
  'survey ratio': 'Tỷ lệ đạt được lấy bằng chỉ số khảo sát',
  'all-of ratio': 'Tỷ lệ đạt được lấy bằng số điều kiện đạt trên tổng số điều kiện',
  'yes-no ratio': 'Đạt tính là 100%, không đạt tính là 0%',
  'ratio count': 'Số kết quả lấy bằng tử số của tỷ lệ',
  'all-of count': 'Số kết quả lấy bằng số điều kiện đạt',
  'yes-no count': 'Đạt tính là 1 kết quả, không đạt tính là 0',
  'ratio survey': 'Chỉ số khảo sát lấy bằng tỷ lệ đạt được',
};

function figuresOf(rule: Rule): LeafInput['type'] {
  if (rule.type === 'step') return rule.unit === 'count' ? 'count' : 'ratio';
  if (rule.type === 'count-capped') return 'count';
  if (rule.type === 'proportional') return 'ratio';
  return rule.type === 'banded-formula' ? 'variables' : rule.type;
}

const wantedBy = figuresOf;

function conditionsInWords(conditions: readonly string[], present: Rule | null, reading: Reading): string[] {
  const known = present?.type === 'all-of' ? present.conditions : present?.type === 'yes-no' ? [present.condition] : [];
  const said = conditions.map((condition, at) => {
    const least = reading.conditions?.[at];
    if (least) return { text: `“${condition}” coi là đạt khi ${leastInWords(least, present)}`, asIs: false };
    if (known.includes(condition)) return { text: `“${condition}” lấy theo kết quả đã chấm`, asIs: true };
    return { text: `“${condition}” chưa có số liệu để mô phỏng`, asIs: false };
  });
  return said.every(({ asIs }) => asIs) ? [] : said.map(({ text }) => text);
}

function leastInWords({ fact, atLeast }: Least, present: Rule | null): string {
  return `${factInWords(fact, present)} từ ${plainNumber(atLeast)} trở lên`;
}

function factInWords(fact: Fact, present: Rule | null): string {
  const known = FACTS.find((one) => one === fact);
  if (known) return FACT_WORDS[known];
  const name = fact.slice('var:'.length);
  const labels = present?.type === 'banded-formula' ? present.variables : [];
  return labels.find((one) => one.name === name)?.label ?? name;
}
