import { createRequire } from "node:module";
import pdfMake from "pdfmake";
import type { TDocumentDefinitions } from "pdfmake/interfaces.js";

const { resolve } = createRequire(import.meta.url);
const fonts = {
  regular: resolve("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"),
  bold: resolve("@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf"),
};

// A document reads its two fonts and nothing else, from here or from elsewhere.
pdfMake.setLocalAccessPolicy((path) => Object.values(fonts).includes(path));
pdfMake.setUrlAccessPolicy(() => false);
pdfMake.setFonts({
  Noto: {
    normal: fonts.regular,
    bold: fonts.bold,
    italics: fonts.regular,
    bolditalics: fonts.bold,
  },
});

/** Sets a document; only the characters it uses go into the file. */
export async function pdfOf(document: TDocumentDefinitions): Promise<Uint8Array> {
  const made = pdfMake.createPdf({
    ...document,
    defaultStyle: { font: "Noto", ...document.defaultStyle },
  });
  return new Uint8Array(await made.getBuffer());
}

/** Millimetres as the points a PDF is measured in. */
export function mm(length: number): number {
  return (length * 72) / 25.4;
}
