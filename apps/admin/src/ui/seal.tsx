/** The mark of the product: two characters as on a seal. The name beside it says the same. */
export function Seal() {
  return (
    <span aria-hidden="true" className="seal">
      <span>信</span>
      <span>义</span>
    </span>
  );
}
