"use strict";
// The button that changes between light and dark; at first the page is as the system is.
(() => {
  const root = document.documentElement;
  const button = document.createElement("button");
  button.type = "button";
  const dark = () => (root.dataset.theme
    || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const name = () => { button.textContent = dark() ? "Light" : "Dark"; };
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    name();
  });
  name();
  document.querySelector("header").append(button);
})();
