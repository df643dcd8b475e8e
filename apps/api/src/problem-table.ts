import type { AssetRefusal } from "./assets/refusals.ts";
import type { BlobRefusal } from "./bank/blobs.ts";
import type { BankRefusal } from "./bank/refusals.ts";
import type { BookRefusal } from "./books/refusals.ts";
import type { BudgetRefusal } from "./budget/commands.ts";
import type { ClosingRefusal } from "./closing/refusals.ts";
import type { ComplaintRefusal } from "./complaints/refusals.ts";
import type { NoticeRefusal } from "./disclosure/notices.ts";
import type { GovernanceRefusal } from "./estates/refusals.ts";
import type { FeeRefusal } from "./fees/refusals.ts";
import type { FundRefusal } from "./funds/refusals.ts";
import type { GrantRefusal } from "./grants/refusals.ts";
import type { StatementFault } from "./imports/camt053-fault.ts";
import type { RollFileFault } from "./imports/roll-csv.ts";
import type { MeetingRefusal } from "./meetings/refusals.ts";
import type { OrderRefusal } from "./orders/refusals.ts";
import type { OrganizationRefusal } from "./organizations/refusals.ts";
import type { PayeeRefusal } from "./payees/commands.ts";
import type { PolicyRefusal } from "./policy/commands.ts";
import type { ApiRefusal } from "./refusal.ts";
import type { RemunerationRefusal } from "./remuneration/refusals.ts";
import type { DoorRefusal, SlipRefusal } from "./residents/refusals.ts";
import type { PasskeyRefusal } from "./session/passkeys.ts";
import type { SubsidyRefusal } from "./subsidies/refusals.ts";
import type { MatchRefusal } from "./wire/etag.ts";

type Kind =
  | ApiRefusal["kind"]
  | BookRefusal["kind"]
  | BankRefusal["kind"]
  | NoticeRefusal["kind"]
  | BlobRefusal["kind"]
  | BudgetRefusal["kind"]
  | PolicyRefusal["kind"]
  | PayeeRefusal["kind"]
  | OrderRefusal["kind"]
  | ComplaintRefusal["kind"]
  | OrganizationRefusal["kind"]
  | GovernanceRefusal["kind"]
  | FeeRefusal["kind"]
  | ClosingRefusal["kind"]
  | FundRefusal["kind"]
  | AssetRefusal["kind"]
  | GrantRefusal["kind"]
  | SubsidyRefusal["kind"]
  | RemunerationRefusal["kind"]
  | DoorRefusal["kind"]
  | MatchRefusal["kind"]
  | PasskeyRefusal["kind"]
  | SlipRefusal["kind"]
  | MeetingRefusal["kind"]
  | StatementFault["kind"]
  | RollFileFault["kind"];

/**
 * Every refusal this application can give: its status, and one sentence that says what is wrong
 * and what to do. A new kind does not compile until it stands here.
 */
export const problemTable = {
  "malformed-request": [
    400,
    "请求不合规格，请按 errors 中所指之处改正 · the request is malformed; mend what errors points to",
  ],
  "not-signed-in": [401, "请先登录 · sign in first"],
  "wrong-credentials": [401, "用户名或密码不对 · the user name or the password is wrong"],
  "too-many-attempts": [429, "尝试次数过多，请稍后再试 · too many attempts; wait and try again"],
  "password-change-required": [
    403,
    "请先修改初始密码 · change the first password before anything else",
  ],
  "foreign-origin": [403, "请求来自别的网站，已拒绝 · the request comes from another site"],
  "not-allowed": [403, "您的角色无此权限 · your role does not allow this"],
  "not-found": [404, "不存在，或您无权查看 · not found, or not visible to you"],
  "body-too-large": [413, "文件过大，请拆分后再传 · the file is too large; split it"],
  "wrong-media-type": [415, "文件类型不对 · wrong kind of file"],
  "idempotency-key-reused": [
    422,
    "同一操作键已用于另一请求，请换新键 · this key was used for another request; take a new one",
  ],
  "precondition-required": [
    428,
    "请先读取最新内容,再带上它的 ETag 提交 · read it first, and name its ETag in If-Match",
  ],
  "precondition-failed": [
    412,
    "您看的时候它已被别人改过,请重新查看 · it has changed since you read it; look again",
  ],
  "name-taken": [409, "名称已被占用，请换一个 · the name is taken; choose another"],
  "already-a-member": [409, "此人已有该角色 · this person holds the role already"],
  "wrong-state": [409, "当前状态下不能这样做 · not possible in the present state"],
  "currency-differs": [422, "币种与账簿不同 · another currency than the book's"],
  // Books
  "no-book": [404, "这里没有账簿 · there is no book here"],
  "unit-not-found": [404, "没有这套房屋，请核对房号 · no such unit; check the number"],
  "reference-reused": [409, "凭证或流水号已用于另一笔 · the reference was used for another act"],
  "period-sealed": [
    409,
    "该月已封账，请记入未封账的月份 · the month is sealed; post in an open month",
  ],
  "no-mandate": [422, "缺少业主大会决议 · a resolution of the owners is needed"],
  "negative-amount": [422, "金额不能为负 · an amount cannot be negative"],
  "wrong-currency": [422, "币种与账簿不同 · another currency than the book's"],
  "unknown-account": [
    422,
    "没有这个科目，请从列表中选 · no such account; choose one from the list",
  ],
  "unknown-fund": [422, "没有这个基金 · no such fund"],
  "fund-without-equity": [
    422,
    "这类资金没有期初余额，请用它自己的方式登记 · this fund has no opening money of its own",
  ],
  "fund-not-spendable": [422, "这类资金不能这样支出 · this fund is not spent this way"],
  unbalanced: [422, "借贷不平 · the lines do not balance"],
  overdrawn: [422, "余额不足，不能低于零 · not enough money: the balance would fall below zero"],
  "nothing-in-suspense": [409, "这笔暂收款已不在待认领中 · this receipt is no longer in suspense"],
  "nothing-to-reverse": [404, "没有可冲销的分录 · there is nothing to reverse"],
  "already-reversed": [
    409,
    "已经冲销过，只能冲销一次 · reversed already; an entry is reversed at most once",
  ],
  "is-a-reversal": [409, "冲销分录不能再冲销，请重新登记 · a reversal is not reversed; post anew"],
  "bill-outside-month": [
    422,
    "账单日期须在所选月份之内 · the day of billing must lie in the month",
  ],
  // Fees
  "no-days": [422, "该月没有应计费的日子 · no day of the month is charged"],
  "no-tariff": [422, "这一天没有有效的收费标准 · no tariff is in force on the day"],
  "tariff-of-another-kind": [
    422,
    "同一项目在月内换了计费方式 · the item changes its kind within the month",
  ],
  "reading-goes-back": [
    422,
    "读数比上次小,请核对或登记换表 · the meter runs backwards; check it or record the new meter",
  ],
  "no-weights": [422, "没有可分摊的房屋 · there is no unit to bear the cost"],
  "no-imprest": [409, "还没有设立备用金 · no petty cash has been set up"],
  "plan-changed": [
    409,
    "试算之后数据有变,请重新试算再入账 · something changed since the dry run; look at it again",
  ],
  "item-of-another-kind": [
    422,
    "该项目已有另一种计费方式 · the item is charged in another way already",
  ],
  "no-item": [404, "没有这个收费项目,请先凭决议设定 · no such item; set its tariff first"],
  "no-late-rule": [409, "还没有违约金标准 · no rule of late charges is in force"],
  "day-in-future": [422, "日期不能晚于今天 · the day lies in the future"],
  // Closing
  "checklist-open": [
    409,
    "月末清单还有未完成的事项,见 facts · the checklist still blocks; facts say what",
  ],
  "orders-open": [409, "还有未了结的付款单 · payment orders are still open"],
  "same-party": [403, "封账和会签须由两方各一人完成 · the other party has to stand for it too"],
  "sealed-already": [409, "该月已经封账 · the month is sealed already"],
  "countersigned-already": [409, "该月已经会签 · the month is countersigned already"],
  "year-closed-already": [409, "该年已经年结 · the year is closed already"],
  // What is held in common and let, and what is given for a purpose.
  "asset-retired": [409, "该资产已注销 · this asset is out of the register"],
  "asset-let": [409, "该资产仍在出租，请先终止租约 · this asset is still let; end its lease first"],
  "lease-overlaps": [409, "同一时段已有租约 · the asset is let for some of these days already"],
  "lease-ended": [409, "租约已终止 · this lease has been ended"],
  "day-outside-lease": [422, "日期不在租期内 · the day is outside the lease"],
  "fund-not-restricted": [422, "该基金不是专项基金 · this fund is not for a named purpose"],
  "grant-awarded-already": [409, "该资助已授予 · this grant has been awarded already"],
  "grant-not-awarded": [
    409,
    "该资助尚未授予，或已撤回 · this grant is not awarded, or was withdrawn",
  ],
  "stage-proved-already": [409, "该阶段已提交成果 · this stage has its proof already"],
  "stage-not-proved": [409, "该阶段尚未提交成果 · this stage has no proof yet"],
  "stage-accepted-already": [409, "该阶段已验收 · this stage has been accepted already"],
  "stage-not-accepted": [
    409,
    "该阶段尚未验收，不能拨付 · this stage is not accepted and cannot be paid",
  ],
  "stage-paid-already": [409, "该阶段已拨付 · this stage has been paid already"],
  "earlier-stage-open": [409, "前一阶段尚未拨付 · an earlier stage is not paid yet"],
  // Funds, subsidies, remuneration
  "amount-differs": [422, "流水金额与应付金额不同 · the line's amount is not what is due"],
  "wrong-direction": [422, "收支方向不符 · money that comes in is not booked as money that leaves"],
  "period-not-paid": [
    409,
    "该户该月物业费未缴清,先缴后补 · the period is not paid; first pay, then the subsidy",
  ],
  "already-granted": [409, "该户该月已确认补贴 · granted for this period already"],
  "nobody-eligible": [409, "没有可补贴的住户 · nobody has paid the period"],
  "already-accrued": [409, "该月酬金已计提 · the month is accrued already"],
  "not-accrued": [409, "该月酬金还没有计提 · the month is not accrued yet"],
  "already-appraised": [409, "该月已有考评 · the month has its marks already"],
  "score-out-of-range": [422, "分数须在零和满分之间 · the marks lie outside their range"],
  // Amounts
  "blank-amount": [422, "请填写金额 · enter an amount"],
  "not-a-decimal": [
    422,
    "金额须为普通小数，如 134.21 · an amount is a plain decimal such as 134.21",
  ],
  "too-many-decimals": [422, "小数位数超过币种所允许 · more decimals than the currency has"],
  "too-many-digits": [422, "数字太长 · too many digits"],
  "unknown-currency": [422, "不认识的币种 · unknown currency"],
  // Files
  "empty-file": [422, "文件是空的 · the file is empty"],
  "file-empty": [422, "文件是空的 · the file is empty"],
  "unknown-file-type": [415, "只收 PDF、PNG、JPEG 或纯文本 · only PDF, PNG, JPEG or plain text"],
  "file-too-large": [413, "文件过大，请拆分后再传 · the file is too large; split it"],
  "broken-image": [422, "图片不完整或已损坏，请重新拍照 · the picture is broken; take it again"],
  "image-too-large": [
    413,
    "图片太大，请用较低的清晰度再拍 · the picture is too large; take it at a lower setting",
  ],
  "wrong-encoding": [
    422,
    "文字编码不对，请另存为 UTF-8 · wrong text encoding; save the file as UTF-8",
  ],
  "unknown-encoding": [
    422,
    "不认识的文字编码，请另存为 UTF-8 · unknown text encoding; save the file as UTF-8",
  ],
  "not-a-table": [
    415,
    "这不是 CSV 表格，请在表格软件中另存为 CSV · not a CSV table; save it as CSV",
  ],
  "no-header": [422, "缺少表头或必需的列 · a needed column is missing from the header"],
  "duplicate-column": [422, "表头有重复的列 · a column stands twice in the header"],
  "too-many-rows": [413, "行数过多，请拆分 · too many rows; split the file"],
  "malformed-xml": [
    422,
    "XML 格式有误，请向银行重新下载 · malformed XML; download it again from the bank",
  ],
  "truncated-xml": [422, "文件不完整，请重新下载 · the file is cut off; download it again"],
  "doctype-refused": [
    422,
    "含有 DOCTYPE 或实体，为安全起见拒收 · DOCTYPE and entities are refused for safety",
  ],
  "too-many-elements": [
    413,
    "文件内容过多，请按月下载 · too many elements; download month by month",
  ],
  "too-deep": [422, "XML 嵌套过深 · XML nested too deeply"],
  "not-camt053": [415, "这不是 camt.053 对账单 · not a camt.053 statement"],
  "unsupported-version": [
    415,
    "不支持这个版本的 camt.053 · this version of camt.053 is not supported",
  ],
  "no-statement": [422, "文件里没有对账单 · the file holds no statement"],
  "missing-element": [
    422,
    "缺少必需的内容，见 facts 所指之处 · an element is missing; facts say where",
  ],
  "invalid-value": [422, "内容有误，见 facts 所指之处 · a value is wrong; facts say where"],
  "invalid-amount": [422, "金额有误，见 facts 所指之处 · an amount is wrong; facts say where"],
  "missing-balance": [422, "缺少期初或期末余额 · the opening or closing balance is missing"],
  "duplicate-statement": [422, "同一对账单在文件中出现两次 · a statement stands twice in the file"],
  "other-currency-than-book": [
    422,
    "对账单的币种与账簿不同，整份拒收 · the statement is in another currency than the book; refused whole",
  ],
  "other-currency-than-account": [
    422,
    "某笔金额的币种与账户不同，整份拒收 · an amount is in another currency than the account; refused whole",
  ],
  "other-account-than-book": [422, "这是另一个账户的对账单 · this statement is of another account"],
  "bank-reference-reused": [
    409,
    "银行流水号与已入账的另一笔相同，但日期或金额不同，整份未入账；请向银行核实 · the bank used a reference again for other money; nothing was booked, ask the bank",
  ],
  // Notices
  "month-not-over": [422, "该月尚未结束，还不能公示 · the month is not over yet"],
  "nothing-to-disclose": [422, "该月及以前没有账目 · nothing was posted in or before that month"],
  // Two keys: resolutions and budget
  "mandate-confirmed-already": [409, "这份决议已经核对过 · this resolution is confirmed already"],
  "same-hand-twice": [403, "登记和核对须由两个人完成 · one records, another confirms"],
  "same-party-twice": [
    403,
    "登记和核对须分别由物业公司和业委会的人完成 · one party records, the other confirms",
  ],
  "mandate-not-confirmed": [409, "决议还没有第二人核对 · a second person must confirm it first"],
  "mandate-for-other-subject": [
    422,
    "这份决议不是为此事作出的 · the resolution is about another thing",
  ],
  "mandate-used-already": [409, "这份决议已经用过 · this resolution was used already"],
  "resolution-confirmed-before": [
    409,
    "同一决议已有核对过的登记 · this resolution is recorded and confirmed already",
  ],
  "resolved-in-future": [422, "决议日期不能晚于今天 · a resolution cannot date from the future"],
  "line-twice": [422, "同一科目只能有一行 · a head stands on one line only"],
  "closes-in-past": [422, "截止日期已过,请选今天或以后 · choose today or a later day"],
  "budget-not-published": [409, "预算草案须先公开征求意见 · lay the draft open first"],
  "consultation-open": [409, "征求意见尚未截止 · the time for comments is not over"],
  "comments-unanswered": [409, "还有业主意见没有答复 · some comments have no answer yet"],
  "no-budget": [409, "本年度还没有通过的预算 · no budget has been adopted for the year"],
  "over-budget": [422, "超出该预算科目的可用余额 · more than the budget line has left"],
  // Two keys: policy and payees
  "no-policy": [409, "还没有经决议设定支付权限 · the owners have not set who may pay"],
  "policy-in-past": [422, "生效日期不能早于今天 · it cannot take effect in the past"],
  "delegate-is-self": [422, "不能委托给自己 · choose somebody else"],
  "delegation-ends-before-it-begins": [422, "结束日期早于开始日期 · it ends before it begins"],
  "may-not-initiate": [403, "按支付权限,您不能发起付款 · the policy does not let you propose"],
  "payee-is-approver": [403, "收款人是您本人,不能审批 · nobody approves a payment to himself"],
  "proposer-may-not-approve": [403, "发起人不能审批自己发起的付款 · who proposed may not approve"],
  "holds-both-keys": [403, "一人不能同时掌握两把钥匙 · nobody holds both keys"],
  "approved-already": [409, "您已经审批过 · you have approved this already"],
  "same-person": [403, "同一人不能代表两方审批 · one person cannot approve for both parties"],
  "key-delegated": [403, "您已委托他人代为审批 · you have lent your key for this time"],
  "not-asked": [403, "这笔付款不需要您审批 · your approval is not asked for here"],
  "account-unchanged": [422, "账号没有变化 · it is the same account"],
  "payee-account-changed": [
    409,
    "收款方的账户已变更,请修改付款单后重新审批 · the payee's account has changed; change the order",
  ],
  "payee-cooling-off": [
    409,
    "收款账户刚变更,冷静期内不能付款 · the account changed lately and still cools off",
  ],
  // Two keys: orders and codes
  "order-exists": [409, "付款单已存在 · the order exists already"],
  "unknown-order": [404, "没有这张付款单 · no such order"],
  "order-not-open": [409, "付款单已经了结 · the order is closed"],
  "order-changed": [
    409,
    "付款单内容已变,请重新查看再审批 · the order has changed; look at it again",
  ],
  "order-expired": [409, "付款单已过期,请重新发起 · the order has expired; propose it anew"],
  "order-required": [
    409,
    "付款须凭两方审批过的付款单登记 · book it against an order that both keys have opened",
  ],
  "not-approved": [409, "还没有两方审批 · not opened by both keys"],
  "approvals-missing": [409, "审批还不够 · approvals are still missing"],
  "more-than-approved": [422, "银行付出的比批准的多 · more was paid than approved"],
  "paid-before-approved": [
    409,
    "银行付款早于审批,不能补批 · the money left before it was approved",
  ],
  "paid-to-other-account": [
    409,
    "银行流水的收款账户与付款单不同 · it was paid to another account than approved",
  ],
  "factor-missing": [403, "请先在登录菜单绑定验证器 · set up your authenticator first"],
  "factor-enrolled-already": [409, "验证器已绑定 · an authenticator is set up already"],
  "wrong-code": [422, "验证码不对或已过时 · the code is wrong or too old"],
  "code-used-already": [409, "验证码已用过,请等下一个 · this code was used; wait for the next"],
  // Passkeys
  "passkey-challenge-gone": [409, "等得太久了，请再试一次 · it took too long; try once more"],
  "passkey-unknown": [401, "这里没有这把通行密钥 · this passkey is not known here"],
  "passkey-not-yours": [
    403,
    "这把通行密钥不是您的，或只能用来登录业主网页 · this passkey is not yours, or an owner's only",
  ],
  "passkey-not-verified": [
    403,
    "通行密钥没有通过核对；签的可能不是这一份内容 · the passkey's signature does not fit this",
  ],
  "assertion-used-already": [
    409,
    "这次签名已经用过，请重新签 · this signature was used already; sign anew",
  ],
  // Owners come in by a slip
  "slip-unknown": [404, "没有这张入门单，请核对十二位数字 · no such slip; check the twelve digits"],
  "slip-voided": [
    409,
    "这张入门单已作废，请到办公室领取新单 · this slip is void; ask the office for a new one",
  ],
  "slip-used": [
    409,
    "这张入门单已用过；不是您本人用的，请马上告诉办公室 · this slip has been used; if not by you, tell the office at once",
  ],
  "slip-expired": [
    409,
    "这张入门单已过期，请到办公室领取新单 · this slip is too old; ask the office for a new one",
  ],
  "pin-too-simple": [
    422,
    "这个密码太简单，请换六个不相连的数字 · this PIN is too simple; choose other digits",
  ],
  "device-unknown": [
    401,
    "这部手机还没有登记或已停用，请用入门单重新登记 · this phone is not known here; use a slip",
  ],
  "wrong-pin": [401, "密码不对，请再试 · the PIN is wrong; try again"],
  "not-an-owner": [
    422,
    "此人现在不是本小区业主，请先核对名册 · this person owns nothing here today; check the roll",
  ],
  "handed-over-already": [409, "这张单已登记送达 · this slip is recorded as handed over already"],
  "handed-over-before-printed": [
    422,
    "送达日期不能早于打印日期 · it cannot be handed over before it was printed",
  ],
  "handed-over-in-future": [422, "送达日期不能晚于今天 · it cannot be handed over in the future"],
  // Organizations
  "filing-step-not-open": [409, "现在不能走这一步备案 · this step of filing is not open now"],
  "before-last-step": [422, "日期早于上一步 · earlier than the step before"],
  "filing-criteria-not-met": [422, "未达到备案条件 · the criteria of filing are not met"],
  "local-rule-not-supplied": [
    422,
    "本地规则没有给出数字,请写明审查依据 · the local rule gives no number; say what it rests on",
  ],
  "basis-missing": [422, "请写明依据 · say what it rests on"],
  "stage-skipped": [422, "不能跳过阶段 · a stage cannot be skipped"],
  "stage-test-not-met": [422, "未达到进入该阶段的条件 · the entry tests are not met"],
  "stage-reason-missing": [422, "退回阶段须写明原因 · say why it goes back"],
  "reason-missing": [422, "请写明理由和依据 · give a reason and what it rests on"],
  "must-supersede": [409, "他人已作出归类,请先查看 · somebody has spoken meanwhile; look first"],
  "nothing-superseded": [409, "没有可取代的归类 · there is no such word to supersede"],
  "credit-code-wrong": [422, "信用代码校验不通过 · the credit code fails its check"],
  "resident-number-wrong": [422, "身份号码校验不通过 · the resident number fails its check"],
  "changed-meanwhile": [409, "内容已被他人修改,请刷新 · changed meanwhile; look again"],
  "number-taken": [409, "编号已被使用 · the number is taken"],
  "no-federation": [422, "所选不是联合会 · that is no federation"],
  "member-already": [409, "已经是会员 · a member already"],
  "incubated-already": [409, "已在孵化中 · being incubated already"],
  "ends-before-it-begins": [422, "结束早于开始 · it ends before it begins"],
  "in-the-future": [422, "日期不能晚于今天 · the day cannot lie in the future"],
  "space-taken": [409, "空间已安排给别人 · the room is taken"],
  "not-a-need-and-an-offer": [
    422,
    "须是同类的一个需求和一个资源 · it takes a need and an offer of one kind",
  ],
  "matched-already": [409, "已经对接 · matched already"],
  "code-not-of-scheme": [422, "方案里没有这一类 · the scheme has no such code"],
  "own-word": [403, "不能复核自己的归类 · nobody reviews his own word"],
  "opinion-given-already": [409, "您已复核过 · you have given your opinion"],
  "scheme-faulty": [422, "方案有误,见 facts · the scheme is faulty; facts say where"],
  "scheme-version-taken": [409, "版本号已被使用 · the version is taken"],
  "scheme-applied-already": [409, "该版本已启用过 · the version was applied before"],
  "dry-run-outdated": [
    409,
    "名录已有变化,请重新试算 · the register has changed; look at the dry run again",
  ],
  // How estates are run
  "mode-recorded-already": [409, "已登记过现状模式 · the mode it was found in is recorded"],
  "no-first-mode": [409, "请先登记现状模式 · record first in which mode it was found"],
  "same-mode": [422, "已经是这个模式 · it is run in this mode already"],
  "before-present-mode": [422, "早于现行模式的起始日 · before the present mode began"],
  "before-resolution": [422, "早于决议日期 · before the owners resolved it"],
  "conversion-open-already": [409, "已有进行中的转型 · a conversion is under way"],
  "conversion-step-done": [409, "这一步已完成 · this step is done"],
  "conversion-step-needs": [409, "前面的步骤还没有完成 · steps before it are not done"],
  "conversion-step-too-early": [422, "日期早于前面的步骤 · earlier than the step before"],
  "bank-part-missing": [422, "请填写银行办理情况 · say what the bank did and when"],
  "bank-part-out-of-order": [422, "申请开户晚于开户 · applied for after it was opened"],
  "not-a-provider": [422, "这类单位不承接物业服务 · this kind of body manages no estate"],
  // Complaints: who may do what, and when
  "not-filed": [409, "诉求还没有受理 · the complaint has not been taken in yet"],
  "already-filed": [409, "诉求已经受理 · the complaint was taken in already"],
  "already-ended": [409, "诉求已经办结，只能重开 · it has ended; it can only be reopened"],
  "handler-may-not-close": [
    403,
    "承办单位不能给自己的答复结案或回访 · who handled it neither closes it nor calls back about it",
  ],
  "not-the-lead": [403, "只有主办单位可以这样做 · only the unit in the lead may do this"],
  "not-your-role": [403, "您的身份不能办这一步 · this step is not for your part"],
  "assignment-final": [409, "派单已定，不能再退 · the assignment is final; it cannot be returned"],
  "not-yet-accepted": [409, "请先签收再办理 · accept it first"],
  "not-answered": [409, "还没有答复，或已经评价 · there is no answer, or it was rated already"],
  "extension-after-expiry": [409, "已过期限，不能再延期 · the due day is over; too late to extend"],
  "extension-limit": [409, "延期次数已用完 · no further extension is allowed"],
  "calendar-horizon": [
    409,
    "超出已公布的节假日历，请等新历公布 · beyond the published calendar; wait for the next year's",
  ],
  "no-such-class": [422, "当地没有这类诉求的时限 · the place has no time limit for this class"],
  "earlier-than-log": [409, "时间早于上一步 · earlier than the step before"],
  "excluded-unit": [403, "该单位须回避 · this unit must keep away from the matter"],
  "not-for-grassroots": [
    422,
    "部门职责事项不得派给基层 · a department's duty is not dispatched to the grassroots",
  ],
  "final-too-early": [409, "退单次数不够，还不能定为终派 · too few objections to make it final"],
  "no-lead": [422, "请选主办单位 · name the unit in the lead"],
  "no-proposal": [422, "退单须提出建议单位 · propose who should have it"],
  "objection-window-over": [409, "退单时限已过 · the time to return it is over"],
  "reopen-window-over": [
    409,
    "重开时限已过，请另提诉求 · too late to reopen; make a new complaint",
  ],
  "others-still-ask": [409, "还有其他人反映此事，不能撤回 · others still ask about it"],
  "level-not-higher": [422, "只能向更高一级升级 · it can only rise to a higher level"],
  "merged-into-itself": [422, "不能并入自己 · it cannot be merged into itself"],
  "unknown-unit": [422, "没有这个承办单位，请从列表中选 · no such unit; choose from the list"],
  "received-in-future": [422, "收到时间不能晚于现在 · it cannot have come in later than now"],
  "reporters-not-called": [409, "还有诉求人没有回访 · some reporters were not called back yet"],
  "confidential-not-merged": [409, "保密诉求不能并案 · a confidential case is not merged"],
  "case-changed": [
    409,
    "有人先办了一步，请刷新再看 · somebody took a step meanwhile; look at it again",
  ],
  "sealed-matter": [
    422,
    "反映干部问题请直接交纪检监察机关，方式见 facts；您写的内容没有保存 · take this to the discipline office itself, facts say how; what you wrote was not kept",
  ],
  // Complaints: the district's rules
  "no-routing": [409, "本区还没有生效的派单规则 · the district has no routing rules in force"],
  "unknown-routing": [404, "没有这套规则 · no such rules ship with this version"],
  "faulty-routing": [
    422,
    "规则有误，未启用；facts.problems 指出位置 · the rules are faulty and were not taken into use; facts.problems say where",
  ],
  "unknown-rule": [422, "没有这条规则可改 · there is no rule of this id to change"],
  "rule-twice": [422, "同一规则出现两次 · a rule stands twice"],
  "pack-version-taken": [409, "这个版本号已用过 · this version number was used already"],
  "pack-names-no-place": [422, "规则没有写明适用地方 · the rules name no place"],
  "unknown-place": [422, "没有这个地方的规则 · no rules of this place are known"],
  "no-calendar": [422, "这个地方没有官方日历 · the place has no official calendar"],
  // Votes: law and convening
  "layer-refused": [
    422,
    "规则不能叠加,facts 说明原因 · the layers of rules do not go together; facts say why",
  ],
  "bylaws-unreadable": [422, "议事规则格式有误 · the bylaws cannot be read; facts say where"],
  "pack-version-kept": [
    409,
    "同一版本号已有另一份规则,请升版本号 · this version is kept with other content; raise the version",
  ],
  "no-matter": [422, "请至少列一项表决事项 · list at least one matter"],
  "matter-listed-twice": [422, "同一事项列了两次 · a matter is listed twice"],
  "matter-without-rule": [
    422,
    "这一事项没有表决规则,暂缓表决 · the law here has no rule for this matter: it is held",
  ],
  "rule-not-in-force": [
    422,
    "这一事项的规则当日不生效,暂缓表决 · the matter's rule is not in force on that day: it is held",
  ],
  "closes-before-it-opens": [422, "截止须晚于开始 · it must close after it opens"],
  "notice-too-short": [422, "通知期不足,请推迟会议 · the notice is too short; hold it later"],
  "meeting-status": [409, "会议现处阶段不能这样做 · not possible at this stage of the meeting"],
  "not-ready": [409, "尚有未完成的准备,见 facts · not ready; facts say what is missing"],
  "further-vote-not-open": [
    409,
    "法律没有为此事项开放再次表决 · the law opens no further vote on this motion",
  ],
  // Votes: the roll
  "no-roll-policy": [422, "此地规则未说明如何计票权 · the law here does not say who votes"],
  "no-roll": [409, "请先生成名册 · draw the roll first"],
  "roll-frozen-already": [409, "名册已冻结,不能再改 · the roll is frozen and changes no more"],
  "roll-not-frozen": [409, "名册尚未冻结 · the roll is not frozen yet"],
  "objections-open": [409, "还有异议未处理 · objections are still open"],
  "objection-settled-already": [409, "这项异议已处理 · this objection is settled already"],
  "correction-without-cause": [
    422,
    "驳回异议时不能更正名册 · a dismissed objection corrects nothing",
  ],
  "duplicate-unit": [422, "房屋重复 · a unit stands twice"],
  "unit-without-owner": [
    422,
    "这套房屋没有业主,请先登记产权人或状态 · the unit has no owner; record one, or its state",
  ],
  "no-area": [422, "这套房屋没有面积 · the unit has no area"],
  "no-weight": [
    422,
    "这套房屋没有登记此地法律所要的份额 · the law here asks for a weight that is not recorded of the unit",
  ],
  "bad-weight": [422, "份额或面积有误 · a weight cannot be read"],
  "class-unknown-to-law": [
    422,
    "此地法律没有这种情形 · the law here knows no such class of voters",
  ],
  "classified-already": [409, "已登记过这种情形 · the voter is in this class already"],
  // Votes: proxies and co-owners
  "blank-proxy": [422, "委托书须写明受托人 · a proxy must name its holder"],
  "no-proxy-rule": [422, "此地规则未规定委托 · the law here says nothing of proxies"],
  "proxy-not-admitted": [
    422,
    "这份委托未获接受,见 facts · the proxy is not admitted; facts say why",
  ],
  "no-co-owner-rule": [
    422,
    "此地规则未说明共有人如何投票,请用纸质选票 · the law here does not say how co-owners vote; use paper",
  ],
  "not-a-co-owner": [422, "此人不是共有人 · the person is not one of the owners"],
  "not-the-nominee": [403, "须由共有人推举的人投票 · the one named by the co-owners votes"],
  // Votes: the box
  "not-open-yet": [409, "投票尚未开始 · the vote has not begun"],
  closed: [409, "投票已截止 · the vote is closed"],
  "still-open": [409, "投票尚未到截止时间 · the vote has not reached its end"],
  "unknown-voter": [404, "名册里没有这一票 · no such voter on the roll"],
  barred: [403, "依法不能就此事项投票 · the law bars this voter from this motion"],
  "not-your-ballot": [403, "这不是您的选票 · this is not your ballot"],
  "ballot-id-used": [409, "选票编号已用过 · the ballot's number is used"],
  "already-voted": [409, "这一票已经投过 · this ballot is cast already"],
  "change-not-allowed": [409, "此地规则不许改票 · the law here lets nobody change a vote"],
  "nothing-to-replace": [409, "没有可更改的选票 · there is no ballot to change"],
  "no-ballot-policy": [422, "此地规则未说明如何计票 · the law here does not say how ballots count"],
  "motion-twice": [422, "同一事项填了两次 · a motion stands twice"],
  "sheet-read-by-you": [403, "同一张选票须由另一人再录 · another person must read this sheet"],
  "sheet-done": [409, "这张选票已录完 · this sheet is done"],
  "sheet-of-another-voter": [422, "这张选票是另一户的 · this sheet is another voter's"],
  // Votes: the result
  "motion-not-decided": [409, "此事项尚无结论 · the motion is not decided yet"],
  "motion-decided": [409, "此事项已有结论,票箱已封 · the motion is decided and its box is shut"],
  "second-ballot-running": [409, "再次表决尚未截止 · a second ballot is still running"],
  "papers-waiting": [409, "还有纸质选票没有录完 · paper sheets are still waiting to be read"],
  "not-published-yet": [409, "结果尚未公布 · the result is not published yet"],
  internal: [
    500,
    "系统出错，账目未变；请凭请求编号联系管理员 · something broke, nothing was booked; give the request id to your administrator",
  ],
} as const satisfies Record<Kind, readonly [number, string]>;
