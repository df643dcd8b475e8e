// json-logic-js ships no types.
declare module "json-logic-js" {
  const jsonLogic: { apply(rule: unknown, facts: unknown): unknown };
  export default jsonLogic;
}
