// Builds ../assets/icons.svg from the names in icons.txt. Run it after `npm ci --ignore-scripts`: node sprite.mjs
import { readFileSync, writeFileSync } from "node:fs";

const here = new URL(".", import.meta.url);
const names = readFileSync(new URL("icons.txt", here), "utf8").split("\n").filter(Boolean);
const symbols = names.map((name) => {
  const svg = readFileSync(new URL(`node_modules/@tabler/icons/icons/outline/${name}.svg`, here), "utf8");
  const shapes = svg
    .slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"))
    .replace(/<path stroke="none"[^>]*>/, "")
    .replace(/\s+/g, " ")
    .replace(/ \/>/g, "/>")
    .trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${shapes.replace(/> </g, "><")}</symbol>`;
});
writeFileSync(
  new URL("../assets/icons.svg", here),
  `<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Tabler Icons, MIT licence: see vendor/dist/tabler-icons.LICENSE.txt -->\n${symbols.join("\n")}\n</svg>\n`,
);
