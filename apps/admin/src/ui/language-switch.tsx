import { Button } from "antd";
import { useLanguage } from "../text/language.tsx";

/** The other language by its own name, which its readers recognise. */
export function LanguageSwitch() {
  const { language, text, speak } = useLanguage();
  const other = language === "zh" ? "en" : "zh";
  return (
    <Button lang={other === "zh" ? "zh-CN" : "en"} onClick={() => speak(other)} type="text">
      {text.otherLanguage}
    </Button>
  );
}
