
"use strict";
{
  const article = document.querySelector("article");
  const status = document.getElementById("status");
  const quotes = [...article.querySelectorAll(".quote")];
  const paragraphs = [...article.querySelectorAll("p")];
  const chosen = new Map();
  const plural = (n, one) => n + " " + one + (n === 1 ? "" : "s");

  function show() {
    for (const quote of quotes) {
      quote.classList.toggle("on", quote.dataset.by.split(" ").some((by) => chosen.has(by)));
    }
    let shown = 0;
    for (const paragraph of paragraphs) {
      paragraph.hidden = chosen.size > 0 && !paragraph.querySelector(".on");
      shown += paragraph.hidden ? 0 : 1;
    }
    document.documentElement.classList.toggle("filtered", chosen.size > 0);
    status.textContent = "";
    if (chosen.size > 0) {
      const names = [...chosen.values()].map((button) => button.querySelector(".who").firstChild.textContent);
      status.append("Only " + names.join(", ") + ": " + plural(shown, "paragraph") + " of " + paragraphs.length + ". ");
      const all = document.createElement("button");
      all.type = "button";
      all.textContent = "Show all";
      all.addEventListener("click", () => {
        const first = chosen.values().next().value;
        for (const button of chosen.values()) {
          button.setAttribute("aria-pressed", "false");
        }
        chosen.clear();
        show();
        first.focus();
      });
      status.append(all);
    }
  }

  for (const entry of document.querySelectorAll("#speakers li")) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.append(...entry.childNodes);
    button.addEventListener("click", () => {
      const by = entry.dataset.speaker;
      if (chosen.delete(by)) {
        button.setAttribute("aria-pressed", "false");
      } else {
        chosen.set(by, button);
        button.setAttribute("aria-pressed", "true");
      }
      show();
    });
    entry.append(button);
  }

  // A link to a date leads to it though its paragraph is filtered out.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    const paragraph = target && target.closest("article p");
    if (paragraph && paragraph.hidden) {
      paragraph.hidden = false;
      target.scrollIntoView();
    }
  });

  // Tooltips stand under their words, inside the column; Escape puts them away until something else is pointed at.
  function place(event) {
    document.documentElement.classList.remove("quiet");
    const mark = event.target.closest && event.target.closest("[data-tip], .quote");
    const paragraph = mark && mark.closest("article p");
    if (!paragraph) {
      return;
    }
    const tip = mark.dataset.tip ? mark : mark.querySelector(":scope > .key");
    if (!tip) {
      return;
    }
    const column = paragraph.getBoundingClientRect();
    const at = tip.getClientRects()[0].left - column.left;
    const width = Math.min(384, 16 + 7.2 * tip.dataset.tip.length, column.width);
    tip.style.setProperty("--tip-left", Math.max(0, Math.min(at, column.width - width)) + "px");
  }
  article.addEventListener("mouseover", place);
  article.addEventListener("focusin", place);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.documentElement.classList.add("quiet");
    }
  });
}
