// Keys of the queue. Everything here is also a form or a link: without this file nothing is lost.
(() => {
  "use strict";

  const cards = () => [...document.querySelectorAll(".card")];
  const current = () => document.querySelector(".card.current");
  const byKey = (scope, key) => scope.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const isBusy = (card) => card.hasAttribute("data-busy");

  function choose(card) {
    if (!card) return;
    current()?.classList.remove("current");
    closeMenus();
    card.classList.add("current");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  // Tells the others that this card is being looked at, and learns whether somebody else does.
  async function open(card) {
    const address = card?.dataset.opened;
    if (!address || card.dataset.told) return false;
    card.dataset.told = "yes";
    const token = document.querySelector("input[name=_csrf]")?.value;
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams({ _csrf: token ?? "" }),
    });
    const text = answer.ok ? (await answer.text()).trim() : "";
    if (!text) return false;
    card.dataset.busy = "yes";
    card.querySelector(".busy").textContent = text;
    return true;
  }

  // Forwards, over cards that somebody else has open; backwards, to each.
  async function move(step, from = current()) {
    const all = cards();
    let index = from ? all.indexOf(from) + step : 0;
    if (step > 0) while (index < all.length - 1 && isBusy(all[index])) index += 1;
    const card = all[Math.min(Math.max(index, 0), all.length - 1)];
    choose(card);
    if (step > 0 && (await open(card)) && card === current() && card !== all.at(-1)) {
      await move(1, card);
    } else if (step < 0) {
      await open(card);
    }
  }

  function closeMenus() {
    document.querySelectorAll("details.menu[open]").forEach((menu) => (menu.open = false));
  }

  function toggleMenu(menu) {
    const wasOpen = menu.open;
    closeMenus();
    menu.open = !wasOpen;
    (menu.querySelector(".choices") ?? menu).scrollIntoView({ block: "nearest" });
  }

  // A reason that needs a word takes the reader to the note instead of sending the form.
  function press(button) {
    const needed = button.dataset.needs && button.form?.elements[button.dataset.needs];
    if (needed && !needed.value.trim()) {
      needed.required = true;
      needed.focus();
      return;
    }
    button.click();
  }

  function undo() {
    const strips = document.querySelectorAll(".done button.undo");
    const last = [...strips].sort((a, b) => a.dataset.event - b.dataset.event).at(-1);
    (last ?? document.querySelector("#undo button"))?.click();
  }

  const help = () => document.getElementById("help");

  const page = {
    j: () => move(1),
    k: () => move(-1),
    u: undo,
    "/": () => document.getElementById("search")?.focus(),
    "?": () => (help().open ? help().close() : help().showModal()),
    Escape: () => (closeMenus(), current()?.focus()),
  };

  function onCard(card, key) {
    const open = card.querySelector("details.menu[open]");
    const chosen = open && byKey(open.querySelector(".choices"), key);
    if (chosen) return press(chosen), true;
    const menu = card.querySelector(`details.menu[data-menu="${CSS.escape(key)}"]`);
    if (menu) return toggleMenu(menu), true;
    const action = card.querySelector(`.keys[data-key="${CSS.escape(key)}"]`);
    if (!action) return false;
    action.click();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (field) {
      if (event.key === "Escape") field.blur();
      return;
    }
    if (document.querySelector("dialog[open]") && event.key !== "?") return;
    const card = current();
    if ((card && onCard(card, event.key)) || (page[event.key] && (page[event.key](), true))) {
      event.preventDefault();
    }
  });

  // A click chooses a card as a key does.
  document.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (card && card !== current()) {
      current()?.classList.remove("current");
      card.classList.add("current");
      open(card);
    }
    if (event.target.closest("[data-help]")) help().showModal();
    if (event.target.closest("[data-all]")) {
      document.querySelectorAll("input[name=seen]").forEach((box) => (box.checked = event.target.checked));
    }
  });

  // What was acted on becomes a strip; the next card is chosen. What came back is chosen itself.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const old = event.detail.target;
    event.detail.target.dataset.index = cards().indexOf(old);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const added = event.detail.elt;
    if (added.matches?.(".card")) choose(added);
    else if (added.matches?.(".done")) {
      const next = cards().find(
        (card) => added.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING && !isBusy(card));
      choose(next ?? cards().at(-1));
      open(current());
    } else if (added.matches?.(".conflict")) added.querySelector("a, button")?.focus();
  });

  if (document.querySelector("[data-help]")) {
    document.querySelector("[data-help]").hidden = false;
    const anchored = location.hash.startsWith("#card-") ? document.querySelector(location.hash) : null;
    if (anchored?.matches(".card")) choose(anchored);
  }
})();
