import { Modal, type ModalProps } from "antd";
import { useState } from "react";

/**
 * A dialog that gives the focus back to where it came from when it is called off. When it has done
 * its work the focus is left alone, for it belongs to what is announced then.
 */
export function Dialog({
  open,
  onCancel,
  ...rest
}: ModalProps & { readonly open: boolean; readonly onCancel: () => void }) {
  const [calledOff, setCalledOff] = useState(true);
  return (
    <Modal
      {...rest}
      afterOpenChange={(isOpen) => {
        if (isOpen) setCalledOff(false);
      }}
      destroyOnHidden
      focusable={{ focusTriggerAfterClose: calledOff }}
      mask={{ closable: false }}
      onCancel={() => {
        setCalledOff(true);
        onCancel();
      }}
      open={open}
    />
  );
}
