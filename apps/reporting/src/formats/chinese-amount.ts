import { formatAmount, type Money } from "@xinyi/money";

const digits = "零壹贰叁肆伍陆柒捌玖";
const places = ["", "拾", "佰", "仟"];
const myriads = ["", "万", "亿", "万亿"];

/**
 * An amount of yuan in the capital numerals of cheques: 10,500.06 is
 * 壹万零伍佰元零陆分. Every run of zeros inside is one 零; what ends without fen ends
 * with 整. Below 10^16 yuan. Other currencies have no such form: undefined.
 * Source: 《支付结算办法》附一《正确填写票据和结算凭证的基本规定》.
 */
export function amountInWords(amount: Money): string | undefined {
  if (amount.currency !== "CNY") return undefined;
  const [whole = "0", cents = "00"] = formatAmount(amount).replace("-", "").split(".");
  if (whole.length > 16) return undefined;
  const yuan = wholeInWords(whole);
  const [jiao = "0", fen = "0"] = cents;
  const sign = amount.minor < 0n ? "负" : "";
  const head = yuan === "" ? "" : `${yuan}元`;
  if (cents === "00") return `${sign}${head || "零元"}整`;
  const tenths = jiao === "0" ? "" : `${digits[Number(jiao)]}角`;
  if (fen === "0") return `${sign}${head}${tenths}整`;
  // 1.05 needs a 零 before its fen; 0.05 has nothing before it.
  const gap = jiao === "0" && head !== "" ? "零" : "";
  return `${sign}${head}${gap}${tenths}${digits[Number(fen)]}分`;
}

/** Four digits at a time, the myriad's name behind them; nothing for zero. */
function wholeInWords(whole: string): string {
  const padded = whole.padStart(Math.ceil(whole.length / 4) * 4, "0");
  const groups = padded.match(/.{4}/g) ?? [];
  let words = "";
  let isGap = false;
  for (const [index, group] of groups.entries()) {
    const last = groups.length - 1 - index;
    for (const [place, digit] of [...group].entries()) {
      if (digit === "0") {
        isGap = words !== "";
        continue;
      }
      words += `${isGap ? "零" : ""}${digits[Number(digit)]}${places[3 - place]}`;
      isGap = false;
    }
    // Within 亿 of 万亿 the 亿 is said once, behind the lower group.
    const isBelowTrillion = last === 3 && groups[index + 1] !== "0000";
    if (group !== "0000") words += isBelowTrillion ? "万" : (myriads[last] ?? "");
    else if (last === 2 && words !== "" && !words.endsWith("亿")) words += "亿";
  }
  return words;
}
