import type { UseMutationResult } from "@tanstack/react-query";
import { Button, Form, type FormInstance } from "antd";
import { type ReactNode, useState } from "react";
import { useText } from "../text/language.tsx";
import { Announcement, Refusal } from "./refusal.tsx";

interface Fault {
  readonly id: string;
  readonly message: string;
}

/**
 * A form with its errors gathered above it: the summary takes the focus, says the same words as
 * the fields, and leads to each of them. What the server refuses is said in the same place.
 */
export function SubmitForm<Values extends object>({
  name,
  form,
  initialValues,
  onSubmit,
  submitLabel,
  sending,
  error,
  children,
}: {
  readonly name: string;
  readonly form?: FormInstance<Values>;
  readonly initialValues?: Partial<Values>;
  readonly onSubmit: (values: Values) => void;
  readonly submitLabel: string;
  readonly sending: Pick<UseMutationResult, "isPending">;
  readonly error: Error | null;
  readonly children: ReactNode;
}) {
  const text = useText();
  const [faults, setFaults] = useState<{
    readonly attempt: number;
    readonly list: readonly Fault[];
  }>({ attempt: 0, list: [] });
  return (
    <>
      {faults.list.length > 0 ? (
        <Announcement key={faults.attempt} title={text.refusal.summaryTitle} tone="bad">
          <ul>
            {faults.list.map((fault) => (
              <li key={fault.id}>
                <a
                  href={`#${fault.id}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(fault.id)?.focus();
                  }}
                >
                  {fault.message}
                </a>
              </li>
            ))}
          </ul>
        </Announcement>
      ) : null}
      {error !== null && !sending.isPending ? <Refusal error={error} key={String(error)} /> : null}
      <Form<Values>
        {...(form === undefined ? {} : { form })}
        {...(initialValues === undefined ? {} : { initialValues })}
        className="form"
        layout="vertical"
        name={name}
        onFinish={(values) => {
          setFaults(({ attempt }) => ({ attempt, list: [] }));
          if (!sending.isPending) onSubmit(values);
        }}
        onFinishFailed={({ errorFields }) =>
          setFaults(({ attempt }) => ({
            attempt: attempt + 1,
            list: errorFields.map((field) => ({
              id: `${name}_${field.name.join("_")}`,
              message: field.errors.join("; "),
            })),
          }))
        }
        requiredMark={false}
      >
        {children}
        <div className="form-end">
          <Button htmlType="submit" loading={sending.isPending} type="primary">
            {submitLabel}
          </Button>
          <span className="quiet" role="status">
            {sending.isPending ? text.state.sending : ""}
          </span>
        </div>
      </Form>
    </>
  );
}
