import type { ThemeConfig } from "antd";

/** The component library as it comes, in this house's ink, paper and size of touch. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#1c5170",
    colorInfo: "#1c5170",
    colorLink: "#1c5170",
    colorSuccess: "#1d6b45",
    colorWarning: "#8a5a00",
    colorError: "#a8291f",
    colorText: "#1d2730",
    colorTextSecondary: "#4a5763",
    colorTextDescription: "#4a5763",
    colorTextPlaceholder: "#66727d",
    colorBorder: "#8a97a1",
    colorBgLayout: "#f5f6f3",
    borderRadius: 6,
    fontSize: 16,
    controlHeight: 44,
    fontFamily:
      '"PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif',
    motion: false,
  },
};
