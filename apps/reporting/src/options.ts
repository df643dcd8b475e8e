import { parseArgs } from "node:util";
import { isYearMonth, type YearMonth } from "@xinyi/calendar";
import { Failure } from "./failure.ts";

/** Each report with the forms it can take; the first is its own when none is asked for. */
export const reports = {
  notice: ["pdf", "html"],
  statement: ["csv"],
  journal: ["hledger", "ledger", "beancount"],
  result: ["pdf", "html", "json"],
} as const satisfies Record<string, readonly string[]>;

export type ReportName = keyof typeof reports;

export interface Options {
  readonly name: ReportName;
  readonly district: string | undefined;
  readonly estate: string;
  readonly period: YearMonth | undefined;
  readonly until: YearMonth | undefined;
  readonly notice: string | undefined;
  readonly meeting: string | undefined;
  /** Where the files will be read, for links and codes. */
  readonly url: string | undefined;
  readonly formats: readonly string[];
  readonly out: string | undefined;
}

export const help = `信义报表 · Xinyi reports

  npm run report -- notice    --estate 小区 --period 2026-01 --format pdf,html
  npm run report -- statement --estate 小区 --period 2026-01 --format csv
  npm run report -- journal   --estate 小区 [--until 2026-03] --format hledger,ledger,beancount
  npm run report -- result    --estate 小区 --meeting 会议编号 --format pdf,html,json
  npm run report -- rates     --from 2026-01-01 --to 2026-03-31 --format pdf,html,csv

名称 · names
  notice      收支公示（打印版 pdf，网页 html） · the month's notice
  statement   收支明细表（csv） · the month's statement as a table
  journal     全部分录（hledger、ledger、beancount 可读） · the journal, as hledger, ledger and beancount read it
  result      表决结果（打印版、网页、复核文件和重新计票的网页） · a vote's result, to print, read and recount
  rates       诉求响应率、解决率、满意率，带件数和区间 · the three rates of complaints, with counts and intervals

选项 · options
  --estate    小区的名称或编号 · the estate, by name or id
  --district  区县的编号；只有一个时可省略 · the district's id, where there are several
  --period    月份，如 2026-01 · the month
  --until     到这个月为止 · up to and including this month
  --notice    公示的编号；省略时取该月已公示的最新版，没有则为草稿
              a notice's id; without it the newest published one, or else a draft
  --meeting   已公布的会议 · a published meeting, by id
  --url       公布在哪个网址下，印在二维码里 · the address the files will be read at
  --format    格式，逗号隔开 · formats, by commas
  --out       放文件的目录，默认当前目录 · the folder for the files, here by default
  --help      本说明 · this text

环境变量 · environment
  XINYI_URL                        默认 http://localhost:8080
  XINYI_TOKEN                      令牌；或用下面两个登录 · a token, or sign in with
  XINYI_USERNAME, XINYI_PASSWORD

退出码 · exit codes: 0 成功 done · 1 未能完成 failed · 2 用法不对 wrong usage
`;

/** Reads the command line; nothing is `help`. */
export function optionsFrom(argv: readonly string[]): Options | "help" {
  const { values, positionals } = parsed(argv);
  const [name, ...rest] = positionals;
  if (values.help || (name === undefined && argv.length === 0)) return "help";
  if (name === undefined || !isReport(name) || rest.length > 0) {
    throw usage(`不认识的报表“${positionals.join(" ")}” · unknown report`);
  }
  if (!values.estate) throw usage("请用 --estate 指明小区 · name the --estate");
  const period = monthOption("--period", values.period);
  if (name === "result" && values.meeting === undefined) {
    throw usage("请用 --meeting 指明会议 · name the --meeting");
  }
  if (period === undefined && name !== "journal" && name !== "result") {
    throw usage("请用 --period 指明月份，如 2026-01 · name the month with --period");
  }
  return {
    name,
    district: values.district,
    estate: values.estate,
    period,
    until: monthOption("--until", values.until),
    notice: values.notice,
    meeting: values.meeting,
    url: values.url,
    formats: formatsOf(name, values.format),
    out: values.out,
  };
}

function parsed(argv: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        district: text,
        estate: text,
        period: text,
        until: text,
        notice: text,
        meeting: text,
        url: text,
        format: text,
        out: text,
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (fault) {
    throw usage(fault instanceof Error ? fault.message : String(fault));
  }
}

function formatsOf(name: ReportName, asked: string | undefined): readonly string[] {
  const known: readonly string[] = reports[name];
  if (asked === undefined)
    return name === "notice" || name === "result" ? known : known.slice(0, 1);
  const formats = asked.split(",").map((one) => one.trim());
  const unknown = formats.find((one) => !known.includes(one));
  if (unknown !== undefined) {
    throw usage(`${name} 没有“${unknown}”格式，有：${known.join("、")} · no such format`);
  }
  return [...new Set(formats)];
}

function monthOption(option: string, value: string | undefined): YearMonth | undefined {
  if (value === undefined) return undefined;
  if (!isYearMonth(value)) throw usage(`${option} 应为月份，如 2026-01 · not a month: ${value}`);
  return value;
}

const isReport = (name: string): name is ReportName => Object.hasOwn(reports, name);

const usage = (sentence: string): Failure =>
  new Failure(`${sentence}\n用 --help 看用法 · see --help`, 2);
