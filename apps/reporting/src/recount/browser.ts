import "./no-eval.ts";
import { conditionSentence, figuresOf } from "../votes/conditions.ts";
import { bodyTitle, boundTitle, choiceTitles, matterTitle, statusTitle } from "../votes/words.ts";
import {
  type BallotFound,
  checkBallot,
  countAgain,
  type Outcome,
  type Standing,
  type Step,
} from "./steps.ts";

// The only code on the page: it reads the file, counts, and writes what it found as text.

const at = <Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no #${id}`);
  return found;
};

const titles: Readonly<Record<Step["kind"], string>> = {
  file: "读复核文件",
  packs: "核对法律条文（规则包）的指纹",
  rules: "找出表决日生效的规则",
  roll: "核对名册的指纹，把面积和人数加一遍",
  log: "核对每一张选票和选票记录的指纹",
  verdict: "按规则重新下结论，和公布的结论对照",
};

let last: Outcome | undefined;

/** Counting blocks the page for a moment on a large roll: what happens is said and drawn before. */
function count(text: string, name: string): void {
  const loading = at("loading", HTMLElement);
  loading.textContent = `正在数 ${name} …`;
  requestAnimationFrame(() =>
    setTimeout(() => {
      const began = performance.now();
      last = countAgain(text);
      const seconds = ((performance.now() - began) / 1000).toFixed(2);
      loading.textContent = `${name}：数完了，用了 ${seconds} 秒。`;
      show(last);
    }),
  );
}

function show(outcome: Outcome): void {
  const isSo = outcome.steps.every((step) => step.isSo);
  const box = at("verdict", HTMLElement);
  box.replaceChildren(...verdictLines(outcome, isSo));
  box.className = isSo ? "good" : "bad";
  at("steps", HTMLElement).replaceChildren(...outcome.steps.map(stepItem));
  const result = at("result", HTMLElement);
  result.hidden = false;
  at("own", HTMLElement).hidden = outcome.file === undefined || !isSo;
  result.focus();
}

function verdictLines({ file, verdict }: Outcome, isSo: boolean): readonly Node[] {
  if (!isSo) {
    return [
      line("对不上。", "big"),
      line("公布的文件自相矛盾，或者被改过。请保存这个文件，看下面是哪一步，并向街道或社区反映。"),
    ];
  }
  if (file === undefined || verdict === undefined) return [];
  const { body, conditions, unverified } = verdict;
  return [
    line(
      `${file.title ?? matterTitle(file.vote.matter).zh}：${statusTitle(verdict.status).zh}`,
      "big",
    ),
    line("您自己数的结果和公布的一样。"),
    ...(body === undefined
      ? []
      : [line(`作出决定的是${bodyTitle(body.decides).zh}，约束${boundTitle(body.binds).zh}。`)]),
    ...(verdict.strictStatus === verdict.status
      ? []
      : [line(`不计未表态的，结论是：${statusTitle(verdict.strictStatus).zh}。`)]),
    list(
      conditions.map((condition) => {
        const { required, reached, standing } = figuresOf(condition);
        const group = condition.group === undefined ? "" : `〔${condition.group}〕`;
        return `${group}${conditionSentence(condition).zh}：要求 ${required}，达到 ${reached}，${standing}。依据 ${condition.source}${condition.verified ? "" : "（未核对原文）"}。`;
      }),
    ),
    ...(unverified.length === 0
      ? []
      : [
          line(
            `没有人核对过正式文本的依据：${unverified.map(({ source }) => source).join("；")}。`,
          ),
        ]),
  ];
}

function stepItem(step: Step): HTMLElement {
  const item = document.createElement("li");
  const mark = document.createElement("span");
  mark.className = "mark";
  mark.textContent = step.isSo ? "✓ 对 " : "✗ 不对 ";
  item.append(mark, titles[step.kind]);
  for (const [label, text] of [
    ["公布的：", step.published],
    ["算出的：", step.found],
  ] as const) {
    if (text === undefined) continue;
    const written = document.createElement("div");
    const value = document.createElement("span");
    value.className = "hash";
    value.textContent = text;
    written.append(label, value);
    item.append(written);
  }
  return item;
}

const standings = {
  counts: "计入了结果",
  replaced: "后来改投，没有计入",
  clash: "同一户另有一张票，按规则以那一张为准",
  "clash-void": "同一户的两张票不一样，按规则都作废",
  sold: "房屋已经卖出，按规则由买受人重新投票",
  "proxy-refused": "委托不合规则，没有计入",
} as const satisfies Record<Standing, string>;

function ballotLines(found: BallotFound): readonly Node[] {
  switch (found.kind) {
    case "not-found":
      return [
        line("公布的选票里没有这个编号。请核对编号；确实没有的，请带回执向街道或社区反映。", "bad"),
      ];
    case "not-proved":
      return [line("回执和公布的选票不一样。请保存回执和复核文件，向街道或社区反映。", "bad")];
    case "found": {
      const { ballot, position, of, standing } = found;
      const choice = choiceTitles[ballot.choice]?.zh ?? ballot.choice;
      return [
        line(
          `找到了：第 ${position} 张，共 ${of} 张。投的是“${choice}”，${standings[standing]}。`,
          "good",
        ),
        line(
          `${ballot.channel === "paper" ? "纸质选票" : "电子选票"}。它的指纹能一路算到公布的选票记录指纹。`,
        ),
      ];
    }
  }
}

function line(text: string, className = ""): HTMLElement {
  const written = document.createElement("p");
  written.textContent = text;
  if (className !== "") written.className = className;
  return written;
}

function list(texts: readonly string[]): HTMLElement {
  const items = document.createElement("ul");
  items.append(
    ...texts.map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    }),
  );
  return items;
}

/** The motion named in the address, from the folder of public files and from nowhere else. */
async function loadNamed(): Promise<void> {
  const motion = new URL(location.href).searchParams.get("motion");
  if (motion === null || !/^[\w-]{1,80}$/.test(motion)) return;
  const loading = at("loading", HTMLElement);
  loading.textContent = "正在下载复核文件 …";
  try {
    const answer = await fetch(`/v/${motion}.json`);
    if (!answer.ok) throw new Error(String(answer.status));
    count(await answer.text(), "公布的文件");
  } catch {
    loading.textContent = "下载不到这份复核文件。请回到结果页再试，或者从自己的设备选文件。";
  }
}

at("file", HTMLInputElement).addEventListener("change", async ({ target }) => {
  const [chosen] = target instanceof HTMLInputElement ? (target.files ?? []) : [];
  if (chosen !== undefined) count(await chosen.text(), chosen.name);
});
at("own-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  if (last?.file === undefined) return;
  const found = checkBallot(last.file, at("ballot", HTMLTextAreaElement).value);
  at("own-answer", HTMLElement).replaceChildren(...ballotLines(found));
});
void loadNamed();
