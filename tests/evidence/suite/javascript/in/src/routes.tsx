import { Chat } from "components/chat";
import logo from "assets/logo";
import { lazy } from "react";

const Models = lazy(() => import("pages/models"));

export const ROUTES = [
  { path: "models/list", element: <Models /> },
  { path: "chat/new", element: <Chat model="gpt-4o" /> },
];

export const CATALOG = [
  { label: "GPT-4o", value: "gpt-4o-2024-08-06" },
  { label: "Sonnet", value: "claude-3-5-sonnet-20240620" },
];

export const isReasoning = (model: string) => model === "o1-mini" || model.startsWith("o3");
