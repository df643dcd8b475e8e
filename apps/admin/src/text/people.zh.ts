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
  "not-an-owner": "此人现在不是本小区业主，没有打印。请先核对房屋名册。",
  "handed-over-already": "这张单子已经登记过送达。",
  "handed-over-before-printed": "送达日期不能早于打印的那一天。",
  "handed-over-in-future": "送达日期不能晚于今天。",
};
