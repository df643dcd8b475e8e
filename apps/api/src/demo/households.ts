import { type Money, productToMinor } from "@xinyi/money";
import type { Chance } from "./random.ts";

/** How a household pays, so that every kind of receipt occurs. */
export type Habit =
  | "names-its-unit"
  | "pays-by-name"
  | "relative-pays"
  | "pays-a-quarter"
  | "pays-late"
  | "pays-by-code"
  | "bounces"
  | "never-pays";

export interface DemoUnit {
  readonly unit: string;
  readonly building: string;
  readonly entrance: string;
  /** m², two decimals. */
  readonly area: string;
  /** Owners as a roll writes them: several in one cell. */
  readonly owner: string;
  readonly phone: string;
  /** Yuan per m² and month. */
  readonly rate: string;
  readonly monthlyFee: Money<"CNY">;
  /** Who pays for it at the bank. */
  readonly payer: string;
  readonly habit: Habit;
}

/** Three buildings of two entrances and one of a single entrance, eight floors each. */
const entrances = [
  { building: 1, entrance: 1, doors: 2 },
  { building: 1, entrance: 2, doors: 2 },
  { building: 2, entrance: 1, doors: 2 },
  { building: 2, entrance: 2, doors: 2 },
  { building: 3, entrance: 1, doors: 2 },
  { building: 3, entrance: 2, doors: 2 },
  { building: 4, entrance: 1, doors: 3 },
] as const;
const floors = 8;
const rate = "0.80";

/** How many households have each habit; the rest name their unit. */
const habits: readonly (readonly [Habit, number])[] = [
  ["pays-by-name", 24],
  ["relative-pays", 12],
  ["never-pays", 7],
  ["pays-a-quarter", 6],
  ["pays-late", 5],
  ["pays-by-code", 3],
  ["bounces", 1],
];

/** Deals out units, owners and habits. One owner has two units, three units have two owners. */
export function householdsOf(chance: Chance): readonly DemoUnit[] {
  const names = chance.shuffle(inventedNames());
  let named = 0;
  const name = (): string => names[named++]!;
  const units = unitsOf(chance);
  const dealt = habitsFor(units.length, chance);
  const plain = dealt.flatMap((habit, at) => (habit === "names-its-unit" ? [at] : []));
  const [second, ...shared] = plain.slice(1, 5);
  const firstOfTwo = plain[0]!;
  const households: DemoUnit[] = [];
  units.forEach(({ unit, building, entrance, area }, at) => {
    const habit = dealt[at]!;
    const own = at === second ? households[firstOfTwo]!.owner : name();
    const partner = shared.includes(at) ? name() : undefined;
    const phoneOf = at === second ? firstOfTwo : at;
    households.push({
      unit,
      building,
      entrance,
      area,
      owner: partner === undefined ? own : `${own}、${partner}`,
      phone: inventedPhone(phoneOf + 1),
      rate,
      monthlyFee: productToMinor([area, rate], "CNY", "half-up"),
      payer: habit === "relative-pays" ? name() : (partner ?? own),
      habit,
    });
  });
  return households;
}

/**
 * Names that nobody bears: a heavenly stem (某甲, "so-and-so A") for a surname,
 * 演 of 演示 ("demonstration"), and a plant.
 */
export function inventedNames(): readonly string[] {
  const stems = [..."甲乙丙丁戊己庚辛壬癸"];
  const plants = [..."松竹梅兰菊荷桂柏杨柳桃李杏梨枣榆槐桐枫樟"];
  return stems.flatMap((stem) => plants.map((plant) => `${stem}演${plant}`));
}

/**
 * A telephone number that rings nowhere: 154 is a prefix that no mainland
 * operator had been given when this was written. All of ours begin with 1540000.
 */
export function inventedPhone(number: number): string {
  return `1540000${String(number).padStart(4, "0")}`;
}

/** Doors above one another have one area; every stack has its own. */
function unitsOf(
  chance: Chance,
): readonly Pick<DemoUnit, "unit" | "building" | "entrance" | "area">[] {
  const taken = new Set<number>();
  const areaOf = (): string => {
    const hundredths = 6_200 + chance.below(5_800);
    if (taken.has(hundredths)) return areaOf();
    taken.add(hundredths);
    return `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
  };
  return entrances.flatMap(({ building, entrance, doors }) => {
    const areas = Array.from({ length: doors }, areaOf);
    return Array.from({ length: floors }, (_, floor) =>
      areas.map((area, door) => ({
        unit: `${building}-${entrance}-${floor + 1}0${door + 1}`,
        building: `${building}栋`,
        entrance: `${building}栋${entrance}单元`,
        area,
      })),
    ).flat();
  });
}

function habitsFor(count: number, chance: Chance): readonly Habit[] {
  const dealt = habits.flatMap(([habit, times]) => Array.from({ length: times }, () => habit));
  const rest = Array.from({ length: count - dealt.length }, (): Habit => "names-its-unit");
  return chance.shuffle([...dealt, ...rest]);
}
