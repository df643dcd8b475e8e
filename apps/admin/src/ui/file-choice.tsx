import { type DragEvent, useRef, useState } from "react";
import { useText } from "../text/language.tsx";

/**
 * One file, by button or by drag. A plain file input does the work, so that keyboard, screen reader
 * and a phone's own picker behave as they always do; only its words are ours, in our language.
 * For use inside a form item.
 */
export function FileChoice({
  id,
  value,
  onChange,
  accept,
  ...aria
}: {
  readonly id?: string;
  readonly value?: File;
  readonly onChange?: (file: File | undefined) => void;
  readonly accept: string;
}) {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onChange?.(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the input inside does the same
    <div
      className={over ? "file-choice file-choice-over" : "file-choice"}
      onDragLeave={() => setOver(false)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDrop={drop}
    >
      <input
        {...aria}
        accept={accept}
        id={id}
        onChange={(event) => onChange?.(event.target.files?.[0])}
        // Choosing the same file again, mended meanwhile, must count as a choice.
        onClick={() => {
          if (input.current !== null) input.current.value = "";
        }}
        ref={input}
        type="file"
      />
      <label className="file-choice-button" htmlFor={id}>
        {text.upload.choose}
      </label>
      <span className={value === undefined ? "quiet" : undefined} role="status">
        {value === undefined ? text.upload.drop : text.upload.chosen(value.name)}
      </span>
    </div>
  );
}
