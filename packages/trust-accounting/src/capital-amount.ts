import type { Money } from "@xinyi/money";

const digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const places = ["", "拾", "佰", "仟"];
const groups = ["", "万", "亿", "万亿", "亿亿"];

/**
 * An amount of yuan in the characters that cannot be altered with one stroke, as
 * the rules for filling in payment vouchers ask: 人民币 壹仟零伍元叁角整; no 整 after
 * 分. Nothing for another currency, or for an amount that is not above zero.
 */
export function capitalAmount(amount: Money): string | undefined {
  if (amount.currency !== "CNY" || amount.minor <= 0n) return undefined;
  const yuan = amount.minor / 100n;
  const jiao = Number((amount.minor / 10n) % 10n);
  const fen = Number(amount.minor % 10n);
  const whole = yuan === 0n ? "" : `${wholeInWords(yuan)}元`;
  if (jiao === 0 && fen === 0) return `人民币${whole}整`;
  const gap = jiao === 0 && yuan > 0n ? "零" : "";
  const tenths = jiao === 0 ? "" : `${digits[jiao]}角`;
  return fen === 0 ? `人民币${whole}${tenths}整` : `人民币${whole}${gap}${tenths}${digits[fen]}分`;
}

function wholeInWords(value: bigint): string {
  const parts: string[] = [];
  let rest = value;
  let isOwedZero = false;
  for (let at = 0; rest > 0n; at += 1) {
    const group = Number(rest % 10_000n);
    rest /= 10_000n;
    if (group > 0) {
      parts.unshift(`${groupInWords(group)}${groups[at] ?? ""}${isOwedZero ? "零" : ""}`);
    }
    // A group short of its thousands, or empty, is bridged by one 零.
    isOwedZero = group > 0 ? group < 1000 : isOwedZero || parts.length > 0;
  }
  return parts.join("");
}

function groupInWords(group: number): string {
  let words = "";
  let isOwedZero = false;
  for (const [at, figure] of [...String(group)].entries()) {
    const place = String(group).length - 1 - at;
    if (figure === "0") {
      isOwedZero = words !== "";
      continue;
    }
    words += `${isOwedZero ? "零" : ""}${digits[Number(figure)]}${places[place]}`;
    isOwedZero = false;
  }
  return words;
}
