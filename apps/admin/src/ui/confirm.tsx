import type { ReactNode } from "react";
import { useText } from "../text/language.tsx";
import { Dialog } from "./dialog.tsx";
import { Refusal } from "./refusal.tsx";

/** The step before what cannot be undone: what will happen, in words, and two plain buttons. */
export function Confirm({
  open,
  title,
  confirmLabel,
  sending,
  error = null,
  danger = false,
  onConfirm,
  onCancel,
  children,
}: {
  readonly open: boolean;
  readonly title: string;
  readonly confirmLabel: string;
  readonly sending: boolean;
  readonly error?: Error | null;
  readonly danger?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}) {
  const text = useText();
  return (
    <Dialog
      cancelButtonProps={{ disabled: sending }}
      cancelText={text.actions.cancel}
      closable={false}
      confirmLoading={sending}
      okButtonProps={{ danger }}
      okText={confirmLabel}
      onCancel={onCancel}
      onOk={onConfirm}
      open={open}
      title={title}
    >
      {error !== null && !sending ? <Refusal error={error} /> : null}
      {children}
    </Dialog>
  );
}
