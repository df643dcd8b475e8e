/** What must not compile; checked by the type checker, never run. */
import { add, compare, type Money, money, subtract, sum } from "./index.ts";

const yuan: Money<"CNY"> = money(100n, "CNY");
const dollars: Money<"USD"> = money(100n, "USD");
const some: Money = yuan;

add(yuan, yuan) satisfies Money<"CNY">;
add(some, yuan) satisfies Money;
sum([yuan, yuan], "CNY") satisfies Money<"CNY">;
sum([some, yuan], "USD") satisfies Money;

// @ts-expect-error yuan and dollars do not add
add(yuan, dollars);
// @ts-expect-error nor subtract
subtract(dollars, yuan);
// @ts-expect-error nor compare
compare(yuan, dollars);
// @ts-expect-error nor sum up to the other currency
sum([yuan], "USD");
// @ts-expect-error an unknown currency may be dollars
add(yuan, some);
// @ts-expect-error an amount is no plain number
money(100, "CNY");
// @ts-expect-error and a currency is one that the table knows
money(100n, "RMB");
