import { Form, Input } from "antd";
import { useDistrict } from "../session/district-context.tsx";
import { useText } from "../text/language.tsx";
import { Panel } from "../ui/page.tsx";
import { Announcement } from "../ui/refusal.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { type Card, useCardWrites } from "./queries.ts";
import { Fold } from "./register.tsx";

interface Revision {
  readonly name: string;
  readonly description?: string;
  readonly community: string;
}

/** A new version of the words a body is known by. */
export function Revise({ card }: { readonly card: Card }) {
  const text = useText();
  const words = text.organizations;
  const { organization } = card;
  const { revise } = useCardWrites(organization.id);
  const required = (label: string) => ({ required: true, message: text.session.required(label) });
  return (
    <Fold title={words.card.revise}>
      <p className="quiet">{words.card.reviseIntro}</p>
      {revise.data === undefined ? null : (
        <Announcement
          key={revise.submittedAt}
          title={words.card.revised(revise.data.organization.profileVersion)}
          tone="good"
        />
      )}
      <SubmitForm<Revision>
        error={revise.error}
        initialValues={{
          name: organization.name,
          description: organization.description,
          community: organization.community,
        }}
        key={organization.profileVersion}
        name="profile"
        onSubmit={({ name, description, community }) =>
          revise.mutate({
            name,
            community,
            description: description ?? "",
            basedOn: organization.profileVersion,
            ...(organization.foundedOn === null ? {} : { foundedOn: organization.foundedOn }),
            ...(organization.memberCount === null ? {} : { memberCount: organization.memberCount }),
            ...(organization.publicBenefitShare === null
              ? {}
              : { publicBenefitShare: organization.publicBenefitShare }),
            ...(organization.phone === null ? {} : { phone: organization.phone }),
          })
        }
        sending={revise}
        submitLabel={words.card.submitRevise}
      >
        <Form.Item label={words.register.name} name="name" rules={[required(words.register.name)]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          extra={words.register.descriptionHint}
          label={words.register.description}
          name="description"
        >
          <Input.TextArea maxLength={5000} rows={4} />
        </Form.Item>
        <Form.Item
          label={words.register.community}
          name="community"
          rules={[required(words.register.community)]}
        >
          <Input maxLength={100} />
        </Form.Item>
      </SubmitForm>
    </Fold>
  );
}

interface CodeGiven {
  readonly code: string;
  readonly acceptedBecause?: string;
}

/** A credit code; one that fails its check is shown with who accepted it and why. */
export function CreditCode({ card }: { readonly card: Card }) {
  const text = useText();
  const words = text.organizations.card;
  const { may } = useDistrict();
  const { code } = useCardWrites(card.organization.id);
  const { creditCode } = card;
  return (
    <Panel title={words.creditCode}>
      {creditCode === null ? (
        <p className="empty">{words.noCreditCode}</p>
      ) : (
        <p>
          <code>{creditCode.code}</code>
          {creditCode.acceptedBecause === null ? null : (
            <span className="note">
              {words.acceptedBy(creditCode.recordedBy, creditCode.acceptedBecause)}
            </span>
          )}
        </p>
      )}
      {may("organization:write") ? (
        <details>
          <summary>{words.submitCode}</summary>
          <SubmitForm<CodeGiven>
            error={code.error}
            name="credit-code"
            onSubmit={({ code: given, acceptedBecause }) =>
              code.mutate({ code: given, ...(acceptedBecause ? { acceptedBecause } : {}) })
            }
            sending={code}
            submitLabel={words.submitCode}
          >
            <Form.Item
              label={words.creditCode}
              name="code"
              rules={[{ required: true, message: text.session.required(words.creditCode) }]}
            >
              <Input autoComplete="off" maxLength={18} spellCheck={false} />
            </Form.Item>
            <Form.Item
              extra={words.acceptedHint}
              label={words.acceptedBecause}
              name="acceptedBecause"
            >
              <Input maxLength={2000} />
            </Form.Item>
          </SubmitForm>
        </details>
      ) : null}
    </Panel>
  );
}
