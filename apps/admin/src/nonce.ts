/**
 * The page's nonce, by which the strict policy lets the browser use styles made in it.
 *
 * The component library marks its own styles with it, but two of its parts (the measure of a
 * scrollbar, the lock of the page behind a dialog) forget to, and would be blocked. So every style
 * element this page makes is marked where it is made.
 */
export function markStylesWithNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  if (nonce === undefined || nonce === "") return undefined;
  const make = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = make(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  return nonce;
}
