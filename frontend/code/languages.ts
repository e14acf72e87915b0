import { HighlightStyle, LRLanguage, indentNodeProp, foldNodeProp, foldInside, continuedIndent, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { parser as jsonParser } from "@lezer/json";
import { parser as yamlParser } from "@lezer/yaml";
import { tags } from "@lezer/highlight";

export type LanguageName = "json" | "yaml";

const json = LRLanguage.define({
  name: "json",
  parser: jsonParser.configure({
    props: [
      indentNodeProp.add({
        Object: continuedIndent({ except: /^\s*\}/ }),
        Array: continuedIndent({ except: /^\s*\]/ }),
      }),
      foldNodeProp.add({ "Object Array": foldInside }),
    ],
  }),
  languageData: { closeBrackets: { brackets: ["[", "{", '"'] }, indentOnInput: /^\s*[}\]]$/ },
});

const yaml = LRLanguage.define({
  name: "yaml",
  parser: yamlParser,
  languageData: { commentTokens: { line: "#" }, indentOnInput: /^\s*[\]}]$/ },
});

/** Colours by what a word is; the names are the tokens', so the mode of the page decides. */
const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--cd-code-name)" },
  { tag: [tags.string, tags.content, tags.attributeValue], color: "var(--cd-code-text)" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: "var(--cd-code-value)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--cd-text-3)" },
]);

/** How a text of that language is read and coloured. */
export function languageOf(name: LanguageName): Extension {
  return [name === "json" ? json : yaml, syntaxHighlighting(colours)];
}
