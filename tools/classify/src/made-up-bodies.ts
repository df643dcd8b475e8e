import type { BodyFacts, Scheme } from "@xinyi/organization-classification";

const PLACES = ["草堂路", "芳邻路", "琴台路", "青华", "送仙桥", "平安", "文化路", "浣花"];
const AREAS = ["社区", "小区", "街道", ""];
const WHO = ["党员", "志愿者", "退役军人", "巾帼", "银龄", "青年", "", "", ""];
const FORMS = [
  "队",
  "会",
  "社",
  "服务队",
  "小组",
  "中心",
  "志愿服务队",
  "协会",
  "有限公司",
  "委员会",
];
const GLUE = ["每周开展", "组织居民", "为老人提供", "不定期", "不", "负责", "宣传", ""];

/**
 * Bodies made up from the words of a scheme in the manner of real ones, the same for
 * the same seed: a place, who, what and a form; two or three things done.
 */
export function madeUpBodies(count: number, scheme: Scheme, seed: number): readonly BodyFacts[] {
  const words = scheme.rules.flatMap((rule) => rule.words);
  let state = seed;
  const one = (from: readonly string[]): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)] ?? "";
  };
  return Array.from({ length: count }, () => ({
    name: `${one(PLACES)}${one(AREAS)}${one(WHO)}${one(words)}${one(FORMS)}`,
    description: `${one(GLUE)}${one(words)}、${one(words)},${one(GLUE)}${one(words)}。`,
  }));
}
