import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The server replaces CSP_NONCE in index.html with a fresh nonce for each answer.
export default defineConfig({
  base: "/admin/",
  html: { cspNonce: "CSP_NONCE" },
  plugins: [react()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/ },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080", "/n": "http://127.0.0.1:8080" } },
});
