/** What a line of the street's first screen says, each already in words; `days` may be per cent. */
interface WatchFacts {
  readonly days: number;
  readonly since: string;
  readonly count: number;
  readonly amount: string;
  readonly month: string;
  readonly title: string;
  readonly party: string;
}
const more = (months: number) => (months > 1 ? `，共 ${months} 个月` : "");

/** The words of owners' slips; part of `zh.ts`. */
export const peopleZh = {
  slips: {
    nav: "业主入门单",
    title: "业主入门单",
    intro:
      "每位业主一张纸：扫二维码或输入十二位数字，设好自己的六位密码，就能看账单、参加投票。三十天内有效，只能用一次。",
    counts: (owners: number, printed: number, handed: number, inside: number): string =>
      `业主 ${owners} 人：已打印 ${printed} 人，已送达 ${handed} 人，已登录 ${inside} 人。`,
    printNew: (count: number): string => `给还没有单子的业主打印（${count} 张）`,
    allPrinted: "每位业主都有单子了。",
    atMost: "一次最多打印 200 张；打印后再点，继续打印其余的。",
    printed: (count: number): string => `已打印 ${count} 张`,
    save: "保存 PDF",
    saveHint:
      "PDF 只能在这里保存这一次，系统不存单子上的数字。请打印后删除文件，把单子交到业主本人手里。",
    list: "业主",
    units: "房屋",
    owner: "业主",
    state: "情况",
    states: {
      none: "还没有单子",
      printed: "已打印，未送达",
      handed: "已送达，未登录",
      expired: "已过期",
      in: "已登录",
    },
    by: "经手",
    printedBy: (name: string): string => `${name} 打印`,
    handedBy: (name: string, manner: string): string => `${name} ${manner}`,
    action: "操作",
    print: "打印",
    reprint: "重新打印",
    handOver: "登记送达",
    reprintTitle: (owner: string): string => `给 ${owner} 打印新的单子？`,
    reprintText: "旧单子马上作废。业主现在用的手机和登录会马上停用，要用新单子重新登记。",
    handOverTitle: (owner: string): string => `登记：${owner} 的单子已送达`,
    handOverText: "登记的是您本人送达。登记后不能改，也作为送达凭据。",
    manner: "怎样送达",
    manners: {
      "in-person": "当面交给本人",
      "household-member": "交给同住家人",
      letterbox: "投入信箱",
      post: "邮寄",
    },
    on: "送达日期",
    handedOver: "已登记送达",
    empty: "名册里还没有业主。请先导入房屋名册。",
  },
  budgetPage: "公开征求意见的网页（不用登录就能看）",
  watch: {
    nav: "今天先看",
    title: "今天先看",
    day: (district: string, on: string, estates: number): string =>
      `${district}，${on}，共 ${estates} 个小区。最急的排在最前，点一下就到那一件。`,
    nothing: "没有超期的事。",
    left: (count: number): string => `另有 ${count} 件也已超期，先办上面的。`,
    print: "打印",
    setBar: "调整界限",
    barKind: "哪一项",
    barValue: "新的天数（预算科目为百分比）",
    barFault: "填 0 到 999 的整数",
    barFrom: "从哪天起",
    saveBar: "保存界限",
    barSet: "界限已保存",
    bars: "超过下列界限才列出：",
    barOf: {
      "ratification-overdue": (_: number): string => "紧急付款过追认期",
      "line-unplaced": (days: number): string => `银行流水 ${days} 天没有认领或说明`,
      "order-waiting": (days: number): string => `付款单等 ${days} 天`,
      "month-not-closed": (days: number): string => `月末后 ${days} 天没有封账`,
      "budget-line-full": (percent: number): string => `预算科目用到 ${percent}%`,
      "month-not-published": (days: number): string => `月末后 ${days} 天没有公示`,
      "statement-missing": (days: number): string => `${days} 天没有对账单`,
    },
    sentences: {
      "ratification-overdue": (facts: WatchFacts): string =>
        `紧急付给${facts.title} ${facts.amount}，应在 ${facts.since} 前经业主大会追认，至今没有。`,
      "line-unplaced": (facts: WatchFacts): string =>
        `${facts.count} 笔银行流水共 ${facts.amount} 没有认领或说明，最早一笔是 ${facts.since}，已 ${facts.days} 天。`,
      "order-waiting": (facts: WatchFacts): string =>
        `付给${facts.title} ${facts.amount}，等${facts.party}审批已 ${facts.days} 天（${facts.since} 发起）。`,
      "month-not-closed": (facts: WatchFacts): string =>
        `${facts.month} 还没有封账，${facts.since}起已 ${facts.days} 天${more(facts.count)}。`,
      "budget-line-full": (facts: WatchFacts): string =>
        `预算科目“${facts.title}”到 ${facts.since} 已用 ${facts.days}%，只剩 ${facts.amount}。`,
      "month-not-published": (facts: WatchFacts): string =>
        `${facts.month} 的收支还没有公示，${facts.since}起已 ${facts.days} 天${more(facts.count)}。`,
      "statement-missing": (facts: WatchFacts): string =>
        `银行对账单只到 ${facts.since}，已 ${facts.days} 天没有新的。`,
    },
  },
  passkeys: {
    title: "通行密钥",
    intro:
      "用手机或电脑自己的指纹、刷脸或锁屏密码登录和审批，不用抄数字。它只对本网站有效，骗子的网站拿不走。",
    signIn: "用通行密钥登录",
    add: "添加通行密钥",
    added: "通行密钥已添加",
    number: (at: number): string => `第 ${at} 把`,
    since: "添加于",
    end: "停用",
    notHere: "这个浏览器，或这个网址，用不了通行密钥。通行密钥要 https 网址。",
    instead: "您用通行密钥审批，不需要再绑定验证器。",
    approve: "用通行密钥批准",
    approveText: "通行密钥签的就是您现在看到的这张付款单：改一个字，签名就作废。",
  },
};

/** What the console says to the refusals of these screens. */
export const peopleProblemsZh = {
  "slip-unknown": "没有这张入门单，请核对十二位数字。",
  "slip-voided": "这张入门单已作废，请打印新的。",
  "slip-used": "这张入门单已经用过。不是业主本人用的，请马上重新打印一张，旧的登录就停用了。",
  "slip-expired": "这张入门单已过期，请打印新的。",
  "pin-too-simple": "这个密码太简单，请换六个不相连的数字。",
  "device-unknown": "这部手机还没有登记或已停用，请用新的入门单登记。",
  "wrong-pin": "密码不对，请再试。",
  "precondition-required": "提交前要先看最新的内容。请刷新后再试。",
  "precondition-failed": "您看的时候它已经被别人改过，这次没有改成。请刷新，看清楚后再改。",
  "same-party-twice": "登记和核对要分别由物业公司和业委会的人完成，请对方来核对。",
  "broken-image": "图片不完整或已损坏，没有收下。请重新拍照。",
  "image-too-large": "图片太大，没有收下。请用较低的清晰度再拍。",
  "passkey-cancelled":
    "没有用通行密钥完成。可能是取消了、超时了，或这部设备上没有您的通行密钥。请再试一次。",
  "passkey-challenge-gone": "等得太久了，请再试一次。",
  "passkey-unknown": "这里没有这把通行密钥，或已停用。请用密码登录。",
  "passkey-not-yours": "这把通行密钥不是您的，或只能用来登录业主网页，不能审批。",
  "passkey-not-verified": "通行密钥没有通过核对，没有批准。请刷新，看清付款单后再试。",
  "assertion-used-already": "这次签名已经用过，请重新签一次。",
  "not-an-owner": "此人现在不是本小区业主，没有打印。请先核对房屋名册。",
  "handed-over-already": "这张单子已经登记过送达。",
  "handed-over-before-printed": "送达日期不能早于打印的那一天。",
  "handed-over-in-future": "送达日期不能晚于今天。",
};
