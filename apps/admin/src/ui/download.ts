/** Hands a text to the browser as a file; the mark at its front tells spreadsheets it is UTF-8. */
export function saveText(content: string, name: string, type: string): void {
  const marked = content.startsWith("\uFEFF") ? content : `\uFEFF${content}`;
  saveBlob(new Blob([marked], { type: `${type};charset=utf-8` }), name);
}

export function saveBytes(bytes: Uint8Array<ArrayBuffer>, name: string, type: string): void {
  saveBlob(new Blob([bytes], { type }), name);
}

function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
