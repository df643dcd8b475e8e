/** Hands a text to the browser as a file; the mark at its front tells spreadsheets it is UTF-8. */
export function saveText(content: string, name: string, type: string): void {
  const marked = content.startsWith("\uFEFF") ? content : `\uFEFF${content}`;
  const address = URL.createObjectURL(new Blob([marked], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
