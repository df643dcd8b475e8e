import { PDFiumLibrary } from "@hyzyla/pdfium";
import jsQR from "jsqr";

/** The digits behind the slip's QR code, read as a phone's camera would. */
export async function digitsOn(pdf: Uint8Array): Promise<string> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const { data, width, height } = await document.getPage(0).render({ scale: 2, render: "bitmap" });
  document.destroy();
  library.destroy();
  // The package predates ES modules: its one export hangs below the default.
  const decode = (jsQR as unknown as { default?: typeof jsQR }).default ?? jsQR;
  const link = decode(new Uint8ClampedArray(data), width, height)?.data ?? "";
  return link.split("/resident/#/slip/")[1] ?? "";
}

/** What stands on each page, without its blanks. */
export async function textsOf(pdf: Uint8Array): Promise<readonly string[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const texts = [...document.pages()].map((page) => page.getText().replace(/\s+/g, ""));
  document.destroy();
  library.destroy();
  return texts;
}
