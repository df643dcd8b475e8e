import { Button, Pagination, Table } from "antd";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { useText } from "../text/language.tsx";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  /** Amounts and counts: aligned at their last digit. */
  readonly numeric?: boolean;
}

interface RecordsProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly empty: string;
  /** Shown under a row on demand. */
  readonly expand?: (row: Row) => ReactNode;
  /** Names a row in the label of its expand button. */
  readonly rowName?: (row: Row) => string;
  /** The words of that button, closed and open; the postings' unless told otherwise. */
  readonly expandLabels?: readonly [show: string, hide: string];
}

const pageSize = 20;

/** The same records as a table where there is room, and as cards on a phone. */
export function Records<Row extends object>(props: RecordsProps<Row>) {
  const narrow = useNarrow();
  // Kept here, so that turning a phone does not fold up what was unfolded.
  const [unfolded, setUnfolded] = useState<readonly string[]>([]);
  const [page, setPage] = useState(1);
  if (props.rows.length === 0) return <p className="empty">{props.empty}</p>;
  const last = Math.ceil(props.rows.length / pageSize);
  const view = {
    page: Math.min(page, last),
    last,
    setPage,
    unfolded,
    unfold: (key: string, isOpen: boolean) =>
      setUnfolded((keys) => [...keys.filter((one) => one !== key), ...(isOpen ? [key] : [])]),
  };
  return narrow ? <Cards {...props} view={view} /> : <WideTable {...props} view={view} />;
}

/** Which page of the records is in view, and which of them are unfolded. */
interface View {
  readonly page: number;
  readonly last: number;
  readonly setPage: (page: number) => void;
  readonly unfolded: readonly string[];
  readonly unfold: (key: string, isOpen: boolean) => void;
}

function WideTable<Row extends object>(props: RecordsProps<Row> & { readonly view: View }) {
  const text = useText();
  const { expand, rowName, view } = props;
  const [show, hide] = props.expandLabels ?? [text.actions.details, text.actions.hideDetails];
  return (
    // The region scrolls sideways when it must, so the keyboard has to reach it.
    // biome-ignore lint/a11y/useSemanticElements: a group, not one more landmark beside its panel
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the focus
    <div aria-label={props.caption} className="records" role="group" tabIndex={0}>
      <Table<Row>
        aria-label={props.caption}
        columns={props.columns.map((column) => ({
          key: column.key,
          title: column.title,
          align: column.numeric ? ("end" as const) : ("start" as const),
          render: (_: unknown, row: Row) => column.render(row),
        }))}
        dataSource={[...props.rows]}
        {...(expand === undefined
          ? {}
          : {
              expandable: {
                columnTitle: <span className="unseen">{show}</span>,
                expandedRowKeys: [...view.unfolded],
                onExpand: (isOpen: boolean, row: Row) => view.unfold(props.rowKey(row), isOpen),
                expandedRowRender: (row: Row) => expand(row),
                expandIcon: ({ expanded, onExpand, record }) => (
                  <Button
                    aria-expanded={expanded}
                    aria-label={`${expanded ? hide : show} ${rowName?.(record) ?? ""}`}
                    onClick={(event) => onExpand(record, event)}
                    type="text"
                  >
                    <span aria-hidden="true">{expanded ? "−" : "+"}</span>
                  </Button>
                ),
              },
            })}
        pagination={
          props.rows.length > pageSize
            ? {
                current: view.page,
                onChange: view.setPage,
                pageSize,
                showSizeChanger: false,
                showTotal: (total) => text.state.total(total),
              }
            : false
        }
        rowKey={props.rowKey}
        size="middle"
      />
    </div>
  );
}

function Cards<Row extends object>(props: RecordsProps<Row> & { readonly view: View }) {
  const text = useText();
  const { page, last, setPage, unfolded, unfold } = props.view;
  const rows = props.rows.slice((page - 1) * pageSize, page * pageSize);
  return (
    <>
      <ul aria-label={props.caption} className="cards">
        {rows.map((row) => (
          <li className="card" key={props.rowKey(row)}>
            <dl>
              {props.columns.map((column) => (
                <div key={column.key}>
                  <dt>{column.title}</dt>
                  <dd className={column.numeric ? "numeric" : undefined}>{column.render(row)}</dd>
                </div>
              ))}
            </dl>
            {props.expand === undefined ? null : (
              <details
                onToggle={(event) => unfold(props.rowKey(row), event.currentTarget.open)}
                open={unfolded.includes(props.rowKey(row))}
              >
                <summary>
                  {props.expandLabels?.[0] ?? text.actions.details} {props.rowName?.(row) ?? ""}
                </summary>
                {props.expand(row)}
              </details>
            )}
          </li>
        ))}
      </ul>
      {last > 1 ? (
        <Pagination
          current={page}
          onChange={setPage}
          pageSize={pageSize}
          showSizeChanger={false}
          simple
          total={props.rows.length}
        />
      ) : null}
    </>
  );
}

const narrowScreen = "(max-width: 767px)";

function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(narrowScreen);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => window.matchMedia(narrowScreen).matches,
  );
}
